using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P10: what a process does that hashes one email and ends. Beside it stands one that does nothing.</summary>
internal static class ColdStart
{
    public const string EmptyCommand = "cold-empty";
    public const string HashCommand = "cold-hash";

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Hash() => EmailHasher.Hash("Anna.Smith@Example.COM", out _) == IdentifierStatus.Valid ? 0 : 1;
}
