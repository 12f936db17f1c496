using BenchmarkDotNet.Attributes;
using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Suites;

/// <summary>From addresses as entered to digests, on one core. GB/s counts the addresses as they were entered.</summary>
public class HashingBenchmarks : IProfileSuite
{
    private const int Count = 1 << 17;

    private readonly Sha256Digest[] _digests = new Sha256Digest[Count];
    private readonly IdentifierStatus[] _statuses = new IdentifierStatus[Count];
    private EmailColumn _clean = null!;
    private EmailColumn _normalized = null!;
    private EmailColumn _mixed = null!;
    private string[] _strings = [];

    public static double BytesPerProfile { get; } = CleanEmails.Generate(Count).BytesPerEmail;

    [GlobalSetup]
    public void Setup()
    {
        Lane.Verify();
        _clean = CleanEmails.Generate(Count);
        _normalized = _clean.Normalize();
        _mixed = MixedEmails.Generate(Count);
        _strings = _clean.ToStrings();
    }

    [Benchmark(Description = "The idiomatic line, strings to hex", OperationsPerInvoke = Count)]
    public int Idiomatic()
    {
        int digits = 0;
        foreach (string email in _strings)
            digits += IdiomaticLine.Hash(email).Length;
        return digits;
    }

    [Benchmark(Description = "SHA256.HashData, normalized before", OperationsPerInvoke = Count)]
    public void Platform() => PlatformHash.HashColumn(_normalized.AsColumn(), _digests);

    [Benchmark(Description = "HashColumn, UTF-8", OperationsPerInvoke = Count)]
    public int Clean() => EmailHasher.HashColumn(_clean.AsColumn(), _digests, _statuses);

    [Benchmark(Description = "HashColumn, strings", OperationsPerInvoke = Count)]
    public int Strings() => EmailHasher.HashColumn(_strings, _digests, _statuses);

    [Benchmark(Description = "HashColumn, UTF-8, mixed reality", OperationsPerInvoke = Count)]
    public int Mixed() => EmailHasher.HashColumn(_mixed.AsColumn(), _digests, _statuses);
}
