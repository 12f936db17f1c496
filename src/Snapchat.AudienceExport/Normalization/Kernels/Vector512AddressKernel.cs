using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>A block at a time, with AVX-512.</summary>
internal readonly struct Vector512AddressKernel : IAddressKernel
{
    public static string Name => "vector512";

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWriteBlock(ref readonly byte text, int length, ref byte block) => AddressBlocks<Vector512<byte>, Text64>.TryWriteBlock(in text, length, ref block);

    public static bool TryWriteTwoBlocks(ref readonly byte text, int length, ref byte blocks) => AddressBlocks<Vector512<byte>, Text64>.TryWriteTwoBlocks(in text, length, ref blocks);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool TryWriteBlock(ReadOnlySpan<char> text, Span<byte> block)
    {
        // A masked load reads the lanes whose mask is set and no others: what lies behind the end of a string is not touched.
        Vector512<ushort> length = Vector512.Create((ushort)text.Length);
        Vector512<ushort> inLower = Vector512.LessThan(Vector512<ushort>.Indices, length);
        Vector512<ushort> inUpper = Vector512.LessThan(Vector512<ushort>.Indices + Vector512.Create((ushort)Vector512<ushort>.Count), length);
        fixed (char* start = text)
        {
            Vector512<ushort> lower = Avx512BW.MaskLoad((ushort*)start, inLower, Vector512<ushort>.Zero);
            Vector512<ushort> upper = Avx512BW.MaskLoad((ushort*)start + Vector512<ushort>.Count, inUpper, Vector512<ushort>.Zero);

            // Saturation keeps every character from U+0080 on above 0x7F, hence forbidden, so that it goes to the exact rule.
            return AddressBlocks<Vector512<byte>, Text64>.TryWriteBlock(Vector512.NarrowWithSaturation(lower, upper), text.Length, ref MemoryMarshal.GetReference(block));
        }
    }
}
