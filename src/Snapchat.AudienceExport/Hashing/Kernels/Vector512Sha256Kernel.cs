using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>16 messages at once with AVX-512.</summary>
internal readonly struct Vector512Sha256Kernel : ISha256Kernel
{
    public static string Name => "vector512";

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512BW.IsSupported;

    public static int Lanes => Lanes16.Count;

    public static void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests) => MultiMessageSha256<Vector512<uint>, Lanes16>.Hash(messages, blocks, digests);
}
