using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>SHA-256 as FIPS 180-4, section 6.2.2, writes it down: what the other kernels are compared with.</summary>
internal readonly struct ScalarSha256Kernel : ISha256Kernel
{
    public static string Name => "scalar";

    public static bool IsSupported => true;

    public static int Lanes => 1;

    public static void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests)
    {
        Span<uint> state = stackalloc uint[8];
        Sha256Constants.InitialState.CopyTo(state);
        for (int block = 0; block < blocks; block++)
            Compress(messages.Slice(block * PaddedMessages.BlockLength, PaddedMessages.BlockLength), state);

        Span<byte> digest = MemoryMarshal.AsBytes(digests[..1]);
        for (int word = 0; word < state.Length; word++)
            BinaryPrimitives.WriteUInt32BigEndian(digest[(word * sizeof(uint))..], state[word]);
    }

    private static void Compress(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> w = stackalloc uint[64];
        for (int t = 0; t < 16; t++)
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        for (int t = 16; t < 64; t++)
            w[t] = SmallSigma1(w[t - 2]) + w[t - 7] + SmallSigma0(w[t - 15]) + w[t - 16];

        (uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (int t = 0; t < 64; t++)
        {
            uint t1 = h + BigSigma1(e) + ((e & f) ^ (~e & g)) + Sha256Constants.RoundConstants[t] + w[t];
            uint t2 = BigSigma0(a) + ((a & b) ^ (a & c) ^ (b & c));
            (a, b, c, d, e, f, g, h) = (t1 + t2, a, b, c, d + t1, e, f, g);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    private static uint BigSigma0(uint x) => BitOperations.RotateRight(x, 2) ^ BitOperations.RotateRight(x, 13) ^ BitOperations.RotateRight(x, 22);

    private static uint BigSigma1(uint x) => BitOperations.RotateRight(x, 6) ^ BitOperations.RotateRight(x, 11) ^ BitOperations.RotateRight(x, 25);

    private static uint SmallSigma0(uint x) => BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3);

    private static uint SmallSigma1(uint x) => BitOperations.RotateRight(x, 17) ^ BitOperations.RotateRight(x, 19) ^ (x >> 10);
}
