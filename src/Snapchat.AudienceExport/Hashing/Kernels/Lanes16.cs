using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>16 lanes with AVX-512: a rotation, and any function of three inputs, is one instruction.</summary>
/// <remarks>The third operand of <c>TernaryLogic</c> is the truth table: bit 4a + 2b + c of it is the result for input bits a, b, c.</remarks>
internal readonly struct Lanes16 : ILaneVector<Vector512<uint>>
{
    private const byte ChooseTable = 0xCA;
    private const byte MajorityTable = 0xE8;
    private const byte XorTable = 0x96;

    public static int Count => Vector512<uint>.Count;

    public static Vector512<uint> Broadcast(uint value) => Vector512.Create(value);

    public static Vector512<uint> Add(Vector512<uint> left, Vector512<uint> right) => left + right;

    public static Vector512<uint> Choose(Vector512<uint> e, Vector512<uint> f, Vector512<uint> g) => Avx512F.TernaryLogic(e, f, g, ChooseTable);

    public static Vector512<uint> Majority(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) => Avx512F.TernaryLogic(a, b, c, MajorityTable);

    public static Vector512<uint> BigSigma0(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 2), Avx512F.RotateRight(x, 13), Avx512F.RotateRight(x, 22), XorTable);

    public static Vector512<uint> BigSigma1(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 6), Avx512F.RotateRight(x, 11), Avx512F.RotateRight(x, 25), XorTable);

    public static Vector512<uint> SmallSigma0(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 7), Avx512F.RotateRight(x, 18), x >>> 3, XorTable);

    public static Vector512<uint> SmallSigma1(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 17), Avx512F.RotateRight(x, 19), x >>> 10, XorTable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadQuarter(ref readonly byte source, nuint stride) => Vector512.Create(
        Lanes8.LoadQuarter(in source, stride),
        Lanes8.LoadQuarter(in Unsafe.AddByteOffset(ref Unsafe.AsRef(in source), 8 * stride), stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuarter(Vector512<uint> value, ref byte destination, nuint stride)
    {
        Lanes8.StoreQuarter(value.GetLower(), ref destination, stride);
        Lanes8.StoreQuarter(value.GetUpper(), ref Unsafe.AddByteOffset(ref destination, 8 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ReverseBytes(Vector512<uint> value)
    {
        // Within every 128-bit part: byte i of the result is byte (index i) of the input, such that each group of four is turned around.
        Vector128<byte> part = Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
        Vector256<byte> half = Vector256.Create(part, part);
        return Avx512BW.Shuffle(value.AsByte(), Vector512.Create(half, half)).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector512<uint> v0, ref Vector512<uint> v1, ref Vector512<uint> v2, ref Vector512<uint> v3)
    {
        Vector512<ulong> low01 = Avx512F.UnpackLow(v0, v1).AsUInt64();
        Vector512<ulong> high01 = Avx512F.UnpackHigh(v0, v1).AsUInt64();
        Vector512<ulong> low23 = Avx512F.UnpackLow(v2, v3).AsUInt64();
        Vector512<ulong> high23 = Avx512F.UnpackHigh(v2, v3).AsUInt64();
        v0 = Avx512F.UnpackLow(low01, low23).AsUInt32();
        v1 = Avx512F.UnpackHigh(low01, low23).AsUInt32();
        v2 = Avx512F.UnpackLow(high01, high23).AsUInt32();
        v3 = Avx512F.UnpackHigh(high01, high23).AsUInt32();
    }
}
