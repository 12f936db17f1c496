using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Benchmarks.Baselines;

/// <summary>The platform's SHA-256, called once for each address that is normalized already: no strings, no allocation.</summary>
internal static class PlatformHash
{
    public static void HashColumn(Utf8Column normalized, Span<Sha256Digest> digests)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(digests);
        for (int row = 0; row < normalized.Count; row++)
            SHA256.HashData(normalized[row], bytes.Slice(row * Sha256Digest.Length, Sha256Digest.Length));
    }
}
