using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>4 lanes with what every processor has, x64 and Arm64: no instruction is named, only operations on 128-bit vectors.</summary>
internal readonly struct Lanes4 : ILaneVector<Vector128<uint>>
{
    public static int Count => Vector128<uint>.Count;

    public static Vector128<uint> Broadcast(uint value) => Vector128.Create(value);

    public static Vector128<uint> Add(Vector128<uint> left, Vector128<uint> right) => left + right;

    public static Vector128<uint> Choose(Vector128<uint> e, Vector128<uint> f, Vector128<uint> g) => g ^ (e & (f ^ g));

    public static Vector128<uint> Majority(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c) => (a & b) | (c & (a | b));

    public static Vector128<uint> BigSigma0(Vector128<uint> x) => RotateRight(x, 2) ^ RotateRight(x, 13) ^ RotateRight(x, 22);

    public static Vector128<uint> BigSigma1(Vector128<uint> x) => RotateRight(x, 6) ^ RotateRight(x, 11) ^ RotateRight(x, 25);

    public static Vector128<uint> SmallSigma0(Vector128<uint> x) => RotateRight(x, 7) ^ RotateRight(x, 18) ^ (x >>> 3);

    public static Vector128<uint> SmallSigma1(Vector128<uint> x) => RotateRight(x, 17) ^ RotateRight(x, 19) ^ (x >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> LoadQuarter(ref readonly byte source, nuint stride) => Vector128.LoadUnsafe(in source).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuarter(Vector128<uint> value, ref byte destination, nuint stride) => value.AsByte().StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ReverseBytes(Vector128<uint> value) =>
        Vector128.Shuffle(value.AsByte(), Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<uint> v0, ref Vector128<uint> v1, ref Vector128<uint> v2, ref Vector128<uint> v3)
    {
        (Vector128<ulong> low01, Vector128<ulong> high01) = Interleave(v0, v1);
        (Vector128<ulong> low23, Vector128<ulong> high23) = Interleave(v2, v3);
        v0 = Vector128.Create(low01.GetLower(), low23.GetLower()).AsUInt32();
        v1 = Vector128.Create(low01.GetUpper(), low23.GetUpper()).AsUInt32();
        v2 = Vector128.Create(high01.GetLower(), high23.GetLower()).AsUInt32();
        v3 = Vector128.Create(high01.GetUpper(), high23.GetUpper()).AsUInt32();
    }

    // Pairs of words as 64-bit numbers: the left word is the low half, the right word the high half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<ulong> Low, Vector128<ulong> High) Interleave(Vector128<uint> left, Vector128<uint> right) => (
        Vector128.WidenLower(left) | (Vector128.WidenLower(right) << 32),
        Vector128.WidenUpper(left) | (Vector128.WidenUpper(right) << 32));

    private static Vector128<uint> RotateRight(Vector128<uint> x, [ConstantExpected] int count) => (x >>> count) | (x << (32 - count));
}
