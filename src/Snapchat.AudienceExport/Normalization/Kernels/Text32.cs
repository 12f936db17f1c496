using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>Half a block in one register, with AVX2.</summary>
internal readonly struct Text32 : ITextVector<Vector256<byte>>
{
    public static int Length => Vector256<byte>.Count;

    public static Vector256<byte> Load(ref readonly byte text, nuint offset) => Vector256.LoadUnsafe(in text, offset);

    public static void Store(Vector256<byte> value, ref byte destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Forbidden(Vector256<byte> text)
    {
        // Avx2.Shuffle looks up each byte in the 16 bytes of its own 128-bit part, hence the table in both.
        // There is no shift of bytes: words are shifted, and what came over from the neighbor is masked off.
        Vector256<byte> nibble = Vector256.Create((byte)0x0F);
        Vector256<byte> byLow = Avx2.Shuffle(Vector256.Create(NibbleTables.Low, NibbleTables.Low), text & nibble);
        Vector256<byte> byHigh = Avx2.Shuffle(Vector256.Create(NibbleTables.High, NibbleTables.High), (text.AsUInt16() >>> 4).AsByte() & nibble);
        return ~Vector256.Equals(byLow & byHigh, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(Vector256<byte> text, byte character) => Vector256.Equals(text, Vector256.Create(character)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Pad(Vector256<byte> text, int length)
    {
        // Less 'A', the letters A to Z are 0 to 25 and all else is above, unsigned. Upper and lower case differ in one bit.
        Vector256<byte> isUpper = Vector256.LessThan(text - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
        Vector256<byte> lower = text | (isUpper & Vector256.Create((byte)0x20));

        // How far the end of the text lies ahead of each byte: above 0 inside, 0 right behind it.
        Vector256<sbyte> ahead = Vector256.Create((sbyte)length) - Vector256<sbyte>.Indices;
        Vector256<byte> isInside = Vector256.GreaterThan(ahead, Vector256<sbyte>.Zero).AsByte();
        Vector256<byte> isEnd = Vector256.Equals(ahead, Vector256<sbyte>.Zero).AsByte();
        return (lower & isInside) | (isEnd & Vector256.Create((byte)0x80));
    }
}
