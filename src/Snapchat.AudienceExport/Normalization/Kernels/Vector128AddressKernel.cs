using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>A quarter of a block at a time, on x64 and Arm64.</summary>
internal readonly struct Vector128AddressKernel : IAddressKernel
{
    public static string Name => "vector128";

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(ref readonly byte text, int length, ref byte block) => AddressBlocks<Vector128<byte>, Text16>.TryWriteBlock(in text, length, ref block);

    public static bool TryWriteTwoBlocks(ref readonly byte text, int length, ref byte blocks) => AddressBlocks<Vector128<byte>, Text16>.TryWriteTwoBlocks(in text, length, ref blocks);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(ReadOnlySpan<char> text, Span<byte> block) => Narrowing.TryNarrow(text, block) && TryWriteBlock(in block[0], text.Length, ref block[0]);
}
