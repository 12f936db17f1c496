using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>SHA-256 (FIPS 180-4, section 6.2.2) of as many messages as a vector has lanes: the scalar algorithm, with a vector where that has a word.</summary>
/// <remarks>
/// A single message cannot be computed faster by vectors, since each round needs the one before it; many messages do not depend on each other.
/// Its code is optimized at the first call: a first export would otherwise be half over before the runtime finds out what is hot.
/// </remarks>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TLanes">The instructions for it.</typeparam>
internal static class MultiMessageSha256<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : ILaneVector<TVector>
{
    private const int WordsPerQuarter = 4;
    private const int QuarterLength = WordsPerQuarter * sizeof(uint);
    private const int CacheLine = 64;

    /// <inheritdoc cref="ISha256Kernel.Hash"/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests)
    {
        nuint stride = (nuint)(blocks * PaddedMessages.BlockLength);
        if (messages.Length < TLanes.Count * (int)stride || digests.Length < TLanes.Count)
            throw new ArgumentException($"{TLanes.Count} messages of {blocks} blocks and room for as many digests are needed.", nameof(messages));

        // A vector that lies across two cache lines takes twice the time, and the stack is aligned to less than a line.
        byte* scratch = stackalloc byte[sizeof(Registers) + CacheLine - 1];
        ref Registers registers = ref *(Registers*)(((nuint)scratch + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        for (int i = 0; i < State.Count; i++)
            registers.State[i] = TLanes.Broadcast(Sha256Constants.InitialState[i]);
        ref readonly byte first = ref MemoryMarshal.GetReference(messages);
        for (int block = 0; block < blocks; block++)
        {
            Load(in Unsafe.Add(ref Unsafe.AsRef(in first), block * PaddedMessages.BlockLength), stride, ref registers.Schedule);
            Compress(ref registers.Schedule, ref registers.State);
        }

        Store(ref registers.State, ref Unsafe.As<Sha256Digest, byte>(ref MemoryMarshal.GetReference(digests)));
    }

    /// <summary>Fills the first 16 words of the schedule from one block of every message, four words (a quarter of the block) at a time.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Load(ref readonly byte block, nuint stride, ref Schedule w)
    {
        for (int quarter = 0; quarter < Schedule.Count / WordsPerQuarter; quarter++)
        {
            ref byte source = ref Unsafe.Add(ref Unsafe.AsRef(in block), quarter * QuarterLength);
            TVector v0 = TLanes.LoadQuarter(in source, stride);
            TVector v1 = TLanes.LoadQuarter(in Unsafe.AddByteOffset(ref source, stride), stride);
            TVector v2 = TLanes.LoadQuarter(in Unsafe.AddByteOffset(ref source, 2 * stride), stride);
            TVector v3 = TLanes.LoadQuarter(in Unsafe.AddByteOffset(ref source, 3 * stride), stride);
            TLanes.Transpose(ref v0, ref v1, ref v2, ref v3);
            w[(WordsPerQuarter * quarter) + 0] = TLanes.ReverseBytes(v0);
            w[(WordsPerQuarter * quarter) + 1] = TLanes.ReverseBytes(v1);
            w[(WordsPerQuarter * quarter) + 2] = TLanes.ReverseBytes(v2);
            w[(WordsPerQuarter * quarter) + 3] = TLanes.ReverseBytes(v3);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store(ref State state, ref byte digests)
    {
        for (int half = 0; half < 2; half++)
        {
            TVector v0 = TLanes.ReverseBytes(state[(WordsPerQuarter * half) + 0]);
            TVector v1 = TLanes.ReverseBytes(state[(WordsPerQuarter * half) + 1]);
            TVector v2 = TLanes.ReverseBytes(state[(WordsPerQuarter * half) + 2]);
            TVector v3 = TLanes.ReverseBytes(state[(WordsPerQuarter * half) + 3]);
            TLanes.Transpose(ref v0, ref v1, ref v2, ref v3);
            ref byte destination = ref Unsafe.Add(ref digests, half * QuarterLength);
            TLanes.StoreQuarter(v0, ref destination, Sha256Digest.Length);
            TLanes.StoreQuarter(v1, ref Unsafe.Add(ref destination, Sha256Digest.Length), Sha256Digest.Length);
            TLanes.StoreQuarter(v2, ref Unsafe.Add(ref destination, 2 * Sha256Digest.Length), Sha256Digest.Length);
            TLanes.StoreQuarter(v3, ref Unsafe.Add(ref destination, 3 * Sha256Digest.Length), Sha256Digest.Length);
        }
    }

    /// <summary>64 rounds in four passes of 16. Instead of moving eight variables along after each round, the next round names them one further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compress(ref Schedule w, ref State state)
    {
        TVector a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        ref uint k = ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants);
        for (int pass = 0; ; pass++)
        {
            Round(a, b, c, ref d, e, f, g, ref h, w[0], Unsafe.Add(ref k, 0));
            Round(h, a, b, ref c, d, e, f, ref g, w[1], Unsafe.Add(ref k, 1));
            Round(g, h, a, ref b, c, d, e, ref f, w[2], Unsafe.Add(ref k, 2));
            Round(f, g, h, ref a, b, c, d, ref e, w[3], Unsafe.Add(ref k, 3));
            Round(e, f, g, ref h, a, b, c, ref d, w[4], Unsafe.Add(ref k, 4));
            Round(d, e, f, ref g, h, a, b, ref c, w[5], Unsafe.Add(ref k, 5));
            Round(c, d, e, ref f, g, h, a, ref b, w[6], Unsafe.Add(ref k, 6));
            Round(b, c, d, ref e, f, g, h, ref a, w[7], Unsafe.Add(ref k, 7));
            Round(a, b, c, ref d, e, f, g, ref h, w[8], Unsafe.Add(ref k, 8));
            Round(h, a, b, ref c, d, e, f, ref g, w[9], Unsafe.Add(ref k, 9));
            Round(g, h, a, ref b, c, d, e, ref f, w[10], Unsafe.Add(ref k, 10));
            Round(f, g, h, ref a, b, c, d, ref e, w[11], Unsafe.Add(ref k, 11));
            Round(e, f, g, ref h, a, b, c, ref d, w[12], Unsafe.Add(ref k, 12));
            Round(d, e, f, ref g, h, a, b, ref c, w[13], Unsafe.Add(ref k, 13));
            Round(c, d, e, ref f, g, h, a, ref b, w[14], Unsafe.Add(ref k, 14));
            Round(b, c, d, ref e, f, g, h, ref a, w[15], Unsafe.Add(ref k, 15));
            if (pass == 3)
                break;
            k = ref Unsafe.Add(ref k, Schedule.Count);
            Extend(ref w);
        }

        state[0] = TLanes.Add(state[0], a);
        state[1] = TLanes.Add(state[1], b);
        state[2] = TLanes.Add(state[2], c);
        state[3] = TLanes.Add(state[3], d);
        state[4] = TLanes.Add(state[4], e);
        state[5] = TLanes.Add(state[5], f);
        state[6] = TLanes.Add(state[6], g);
        state[7] = TLanes.Add(state[7], h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(TVector a, TVector b, TVector c, ref TVector d, TVector e, TVector f, TVector g, ref TVector h, TVector w, uint k)
    {
        TVector t1 = TLanes.Add(TLanes.Add(TLanes.Add(h, TLanes.Broadcast(k)), w), TLanes.Add(TLanes.BigSigma1(e), TLanes.Choose(e, f, g)));
        d = TLanes.Add(d, t1);
        h = TLanes.Add(t1, TLanes.Add(TLanes.BigSigma0(a), TLanes.Majority(a, b, c)));
    }

    /// <summary>Replaces the 16 words of the schedule by the next 16.</summary>
    /// <remarks>A method of its own: together with the rounds, there would be more calls than the compiler is willing to inline.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Extend(ref Schedule w)
    {
        w[0] = Next(w[0], w[1], w[9], w[14]);
        w[1] = Next(w[1], w[2], w[10], w[15]);
        w[2] = Next(w[2], w[3], w[11], w[0]);
        w[3] = Next(w[3], w[4], w[12], w[1]);
        w[4] = Next(w[4], w[5], w[13], w[2]);
        w[5] = Next(w[5], w[6], w[14], w[3]);
        w[6] = Next(w[6], w[7], w[15], w[4]);
        w[7] = Next(w[7], w[8], w[0], w[5]);
        w[8] = Next(w[8], w[9], w[1], w[6]);
        w[9] = Next(w[9], w[10], w[2], w[7]);
        w[10] = Next(w[10], w[11], w[3], w[8]);
        w[11] = Next(w[11], w[12], w[4], w[9]);
        w[12] = Next(w[12], w[13], w[5], w[10]);
        w[13] = Next(w[13], w[14], w[6], w[11]);
        w[14] = Next(w[14], w[15], w[7], w[12]);
        w[15] = Next(w[15], w[0], w[8], w[13]);
    }

    /// <summary>Word t needs those at t - 16, t - 15, t - 7 and t - 2; the first of them has the place that word t gets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Next(TVector minus16, TVector minus15, TVector minus7, TVector minus2) =>
        TLanes.Add(TLanes.Add(minus16, minus7), TLanes.Add(TLanes.SmallSigma0(minus15), TLanes.SmallSigma1(minus2)));

    private struct Registers
    {
        public Schedule Schedule;
        public State State;
    }

    [InlineArray(Count)]
    private struct State
    {
        public const int Count = 8;
        private TVector _word;
    }

    [InlineArray(Count)]
    private struct Schedule
    {
        public const int Count = 16;
        private TVector _word;
    }
}
