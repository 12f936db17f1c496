using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>A quarter of a block in one register, with what every processor has, x64 and Arm64.</summary>
internal readonly struct Text16 : ITextVector<Vector128<byte>>
{
    public static int Length => Vector128<byte>.Count;

    public static Vector128<byte> Load(ref readonly byte text, nuint offset) => Vector128.LoadUnsafe(in text, offset);

    public static void Store(Vector128<byte> value, ref byte destination, nuint offset) => value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Forbidden(Vector128<byte> text)
    {
        // There is no shift of bytes: words are shifted, and what came over from the neighbor is masked off.
        Vector128<byte> nibble = Vector128.Create((byte)0x0F);
        Vector128<byte> byLow = Vector128.Shuffle(NibbleTables.Low, text & nibble);
        Vector128<byte> byHigh = Vector128.Shuffle(NibbleTables.High, (text.AsUInt16() >>> 4).AsByte() & nibble);
        return 0xFFFF & ~Vector128.Equals(byLow & byHigh, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(Vector128<byte> text, byte character) => Vector128.Equals(text, Vector128.Create(character)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pad(Vector128<byte> text, int length)
    {
        // Less 'A', the letters A to Z are 0 to 25 and all else is above, unsigned. Upper and lower case differ in one bit.
        Vector128<byte> isUpper = Vector128.LessThan(text - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
        Vector128<byte> lower = text | (isUpper & Vector128.Create((byte)0x20));

        // How far the end of the text lies ahead of each byte: above 0 inside, 0 right behind it.
        Vector128<sbyte> ahead = Vector128.Create((sbyte)length) - Vector128<sbyte>.Indices;
        Vector128<byte> isInside = Vector128.GreaterThan(ahead, Vector128<sbyte>.Zero).AsByte();
        Vector128<byte> isEnd = Vector128.Equals(ahead, Vector128<sbyte>.Zero).AsByte();
        return (lower & isInside) | (isEnd & Vector128.Create((byte)0x80));
    }
}
