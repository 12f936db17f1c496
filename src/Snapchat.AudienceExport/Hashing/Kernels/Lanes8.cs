using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>8 lanes with AVX2, which has neither a rotation nor a function of three inputs.</summary>
internal readonly struct Lanes8 : ILaneVector<Vector256<uint>>
{
    public static int Count => Vector256<uint>.Count;

    public static Vector256<uint> Broadcast(uint value) => Vector256.Create(value);

    public static Vector256<uint> Add(Vector256<uint> left, Vector256<uint> right) => left + right;

    public static Vector256<uint> Choose(Vector256<uint> e, Vector256<uint> f, Vector256<uint> g) => g ^ (e & (f ^ g));

    public static Vector256<uint> Majority(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) => (a & b) | (c & (a | b));

    public static Vector256<uint> BigSigma0(Vector256<uint> x) => RotateRight(x, 2) ^ RotateRight(x, 13) ^ RotateRight(x, 22);

    public static Vector256<uint> BigSigma1(Vector256<uint> x) => RotateRight(x, 6) ^ RotateRight(x, 11) ^ RotateRight(x, 25);

    public static Vector256<uint> SmallSigma0(Vector256<uint> x) => RotateRight(x, 7) ^ RotateRight(x, 18) ^ (x >>> 3);

    public static Vector256<uint> SmallSigma1(Vector256<uint> x) => RotateRight(x, 17) ^ RotateRight(x, 19) ^ (x >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LoadQuarter(ref readonly byte source, nuint stride) => Vector256.Create(
        Lanes4.LoadQuarter(in source, stride),
        Lanes4.LoadQuarter(in Unsafe.AddByteOffset(ref Unsafe.AsRef(in source), 4 * stride), stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuarter(Vector256<uint> value, ref byte destination, nuint stride)
    {
        Lanes4.StoreQuarter(value.GetLower(), ref destination, stride);
        Lanes4.StoreQuarter(value.GetUpper(), ref Unsafe.AddByteOffset(ref destination, 4 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ReverseBytes(Vector256<uint> value)
    {
        // Within every 128-bit part: byte i of the result is byte (index i) of the input, such that each group of four is turned around.
        Vector128<byte> part = Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
        return Avx2.Shuffle(value.AsByte(), Vector256.Create(part, part)).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector256<uint> v0, ref Vector256<uint> v1, ref Vector256<uint> v2, ref Vector256<uint> v3)
    {
        Vector256<ulong> low01 = Avx2.UnpackLow(v0, v1).AsUInt64();
        Vector256<ulong> high01 = Avx2.UnpackHigh(v0, v1).AsUInt64();
        Vector256<ulong> low23 = Avx2.UnpackLow(v2, v3).AsUInt64();
        Vector256<ulong> high23 = Avx2.UnpackHigh(v2, v3).AsUInt64();
        v0 = Avx2.UnpackLow(low01, low23).AsUInt32();
        v1 = Avx2.UnpackHigh(low01, low23).AsUInt32();
        v2 = Avx2.UnpackLow(high01, high23).AsUInt32();
        v3 = Avx2.UnpackHigh(high01, high23).AsUInt32();
    }

    private static Vector256<uint> RotateRight(Vector256<uint> x, [ConstantExpected] int count) => (x >>> count) | (x << (32 - count));
}
