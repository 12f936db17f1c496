using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>Checks an address and writes its padded blocks, as many vectors as they take: two passes, one that gathers bit masks of the whole address and one that writes.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TText">The instructions for it.</typeparam>
internal static class AddressBlocks<TVector, TText>
    where TVector : struct
    where TText : ITextVector<TVector>
{
    /// <inheritdoc cref="IAddressKernel.TryWriteBlock(ref readonly byte, int, ref byte)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(ref readonly byte text, int length, ref byte block)
    {
        Classify(in text, out ulong forbidden, out ulong at, out ulong dots);
        ulong inside = (1UL << length) - 1;
        if ((forbidden & inside) != 0 || !AddressMask.IsAddress(at & inside, dots & inside, length))
            return false;

        WriteText(in text, length, ref block);
        WriteLength(ref block, PaddedMessages.BlockLength, length);
        return true;
    }

    /// <inheritdoc cref="IAddressKernel.TryWriteTwoBlocks"/>
    public static bool TryWriteTwoBlocks(ref readonly byte text, int length, ref byte blocks)
    {
        ref readonly byte second = ref Unsafe.Add(ref Unsafe.AsRef(in text), PaddedMessages.BlockLength);
        Classify(in text, out ulong forbidden, out ulong at, out ulong dots);
        Classify(in second, out ulong forbidden2, out ulong at2, out ulong dots2);
        UInt128 inside = (UInt128.One << length) - UInt128.One;
        if ((new UInt128(forbidden2, forbidden) & inside) != UInt128.Zero || !AddressMask.IsAddress(new UInt128(at2, at) & inside, new UInt128(dots2, dots) & inside, length))
            return false;

        WriteText(in text, length, ref blocks);
        WriteText(in second, length - PaddedMessages.BlockLength, ref Unsafe.Add(ref blocks, PaddedMessages.BlockLength));
        WriteLength(ref blocks, 2 * PaddedMessages.BlockLength, length);
        return true;
    }

    /// <summary>Writes the one padded block of an ordinary address that is in a register as a whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(TVector text, int length, ref byte block)
    {
        ulong inside = (1UL << length) - 1;
        if ((TText.Forbidden(text) & inside) != 0 || !AddressMask.IsAddress(TText.Find(text, (byte)'@') & inside, TText.Find(text, (byte)'.') & inside, length))
            return false;

        TText.Store(TText.Pad(text, length), ref block, 0);
        WriteLength(ref block, PaddedMessages.BlockLength, length);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(ref readonly byte text, out ulong forbidden, out ulong at, out ulong dots)
    {
        forbidden = at = dots = 0;
        for (int offset = 0; offset < PaddedMessages.BlockLength; offset += TText.Length)
        {
            TVector part = TText.Load(in text, (nuint)offset);
            forbidden |= TText.Forbidden(part) << offset;
            at |= TText.Find(part, (byte)'@') << offset;
            dots |= TText.Find(part, (byte)'.') << offset;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteText(ref readonly byte text, int length, ref byte block)
    {
        for (int offset = 0; offset < PaddedMessages.BlockLength; offset += TText.Length)
            TText.Store(TText.Pad(TText.Load(in text, (nuint)offset), length - offset), ref block, (nuint)offset);
    }

    // The length in bits is a big-endian number of 64 bits; up to 119 bytes it fits the last two bytes, and the others are 0 already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteLength(ref byte blocks, int end, int length)
    {
        ushort bits = (ushort)(length * 8);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref blocks, end - sizeof(ushort)), BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bits) : bits);
    }
}
