using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>Half a block at a time, with AVX2.</summary>
internal readonly struct Vector256AddressKernel : IAddressKernel
{
    public static string Name => "vector256";

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(ref readonly byte text, int length, ref byte block) => AddressBlocks<Vector256<byte>, Text32>.TryWriteBlock(in text, length, ref block);

    public static bool TryWriteTwoBlocks(ref readonly byte text, int length, ref byte blocks) => AddressBlocks<Vector256<byte>, Text32>.TryWriteTwoBlocks(in text, length, ref blocks);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(ReadOnlySpan<char> text, Span<byte> block) => Narrowing.TryNarrow(text, block) && TryWriteBlock(in block[0], text.Length, ref block[0]);
}
