using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>8 messages at once with AVX2.</summary>
internal readonly struct Vector256Sha256Kernel : ISha256Kernel
{
    public static string Name => "vector256";

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static int Lanes => Lanes8.Count;

    public static void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests) => MultiMessageSha256<Vector256<uint>, Lanes8>.Hash(messages, blocks, digests);
}
