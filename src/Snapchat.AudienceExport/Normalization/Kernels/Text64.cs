using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>A whole block in one register, with AVX-512.</summary>
internal readonly struct Text64 : ITextVector<Vector512<byte>>
{
    public static int Length => Vector512<byte>.Count;

    public static Vector512<byte> Load(ref readonly byte text, nuint offset) => Vector512.LoadUnsafe(in text, offset);

    public static void Store(Vector512<byte> value, ref byte destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Forbidden(Vector512<byte> text)
    {
        // Avx512BW.Shuffle looks up each byte in the 16 bytes of its own 128-bit part, hence the table in all four.
        Vector256<byte> low = Vector256.Create(NibbleTables.Low, NibbleTables.Low);
        Vector256<byte> high = Vector256.Create(NibbleTables.High, NibbleTables.High);

        // There is no shift of bytes: words are shifted, and what came over from the neighbor is masked off.
        Vector512<byte> nibble = Vector512.Create((byte)0x0F);
        Vector512<byte> byLow = Avx512BW.Shuffle(Vector512.Create(low, low), text & nibble);
        Vector512<byte> byHigh = Avx512BW.Shuffle(Vector512.Create(high, high), (text.AsUInt16() >>> 4).AsByte() & nibble);
        return ~Vector512.Equals(byLow & byHigh, Vector512<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(Vector512<byte> text, byte character) => Vector512.Equals(text, Vector512.Create(character)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Pad(Vector512<byte> text, int length)
    {
        // Less 'A', the letters A to Z are 0 to 25 and all else is above, unsigned. Upper and lower case differ in one bit.
        Vector512<byte> isUpper = Vector512.LessThan(text - Vector512.Create((byte)'A'), Vector512.Create((byte)26));
        Vector512<byte> lower = text | (isUpper & Vector512.Create((byte)0x20));

        // How far the end of the text lies ahead of each byte: above 0 inside, 0 right behind it.
        Vector512<sbyte> ahead = Vector512.Create((sbyte)length) - Vector512<sbyte>.Indices;
        Vector512<byte> isInside = Vector512.GreaterThan(ahead, Vector512<sbyte>.Zero).AsByte();
        Vector512<byte> isEnd = Vector512.Equals(ahead, Vector512<sbyte>.Zero).AsByte();
        return (lower & isInside) | (isEnd & Vector512.Create((byte)0x80));
    }
}
