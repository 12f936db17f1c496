using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>Digests without addresses: random bytes, which digests cannot be told from. The same for every run.</summary>
internal static class Digests
{
    private const int Seed = 20260803;

    public static Sha256Digest[] Generate(int count)
    {
        var digests = new Sha256Digest[count];
        new Random(Seed).NextBytes(MemoryMarshal.AsBytes(digests.AsSpan()));
        return digests;
    }
}
