using System.Text;
using BenchmarkDotNet.Attributes;
using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Suites;

/// <summary>Normalizing alone, address by address: the exact rule, and the line without it. GB/s counts the addresses as they were entered.</summary>
public class NormalizationBenchmarks : IProfileSuite
{
    private const int Count = 1 << 17;

    private readonly byte[] _address = new byte[EmailNormalizer.MaxLength];
    private EmailColumn _clean = null!;
    private EmailColumn _mixed = null!;
    private string[] _strings = [];

    public static double BytesPerProfile { get; } = CleanEmails.Generate(Count).BytesPerEmail;

    [GlobalSetup]
    public void Setup()
    {
        Lane.Verify();
        _clean = CleanEmails.Generate(Count);
        _mixed = MixedEmails.Generate(Count);
        _strings = _clean.ToStrings();
    }

    [Benchmark(Description = "Trim().ToLowerInvariant(), UTF-8", OperationsPerInvoke = Count)]
    public int Idiomatic()
    {
        int length = 0;
        foreach (string email in _strings)
            length += Encoding.UTF8.GetBytes(IdiomaticLine.Normalize(email)).Length;
        return length;
    }

    [Benchmark(Description = "EmailNormalizer, strings", OperationsPerInvoke = Count)]
    public int Strings()
    {
        int valid = 0;
        foreach (string email in _strings)
            valid += EmailNormalizer.Normalize(email, _address, out _) == IdentifierStatus.Valid ? 1 : 0;
        return valid;
    }

    [Benchmark(Description = "EmailNormalizer, UTF-8", OperationsPerInvoke = Count)]
    public int Clean() => Normalize(_clean.AsColumn());

    [Benchmark(Description = "EmailNormalizer, UTF-8, mixed reality", OperationsPerInvoke = Count)]
    public int Mixed() => Normalize(_mixed.AsColumn());

    private int Normalize(Utf8Column emails)
    {
        int valid = 0;
        for (int row = 0; row < emails.Count; row++)
            valid += EmailNormalizer.Normalize(emails[row], _address, out _) == IdentifierStatus.Valid ? 1 : 0;
        return valid;
    }
}
