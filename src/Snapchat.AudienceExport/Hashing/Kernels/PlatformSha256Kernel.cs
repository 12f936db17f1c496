using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>The platform's own SHA-256, one message per call.</summary>
internal readonly struct PlatformSha256Kernel : ISha256Kernel
{
    public static string Name => "platform";

    public static bool IsSupported => true;

    public static int Lanes => 1;

    public static void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests)
    {
        ReadOnlySpan<byte> padded = messages[..(blocks * PaddedMessages.BlockLength)];
        SHA256.HashData(padded[..PaddedMessages.LengthOf(padded)], MemoryMarshal.AsBytes(digests[..1]));
    }
}
