using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>The platform's SHA-256, one message after another: what every other kernel is compared with.</summary>
internal sealed class PlatformSha256Kernel : ISha256Kernel
{
    public static string Name => "platform";

    public static bool IsSupported => true;

    public static int Lanes => 1;

    public static void Hash(Span<byte> slots, ReadOnlySpan<int> lengths, Span<Sha256Digest> digests)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(digests);
        for (int message = 0; message < lengths.Length; message++)
            SHA256.HashData(slots.Slice(message * MessageSlots.Stride, lengths[message]), bytes[(message * Sha256Digest.Length)..]);
    }
}
