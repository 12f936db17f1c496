using System.Runtime.Intrinsics;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>4 messages at once with 128-bit vectors, on x64 and Arm64.</summary>
internal readonly struct Vector128Sha256Kernel : ISha256Kernel
{
    public static string Name => "vector128";

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Lanes => Lanes4.Count;

    public static void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests) => MultiMessageSha256<Vector128<uint>, Lanes4>.Hash(messages, blocks, digests);
}
