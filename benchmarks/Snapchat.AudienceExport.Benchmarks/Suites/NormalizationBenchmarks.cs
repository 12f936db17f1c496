using System.Text;
using BenchmarkDotNet.Attributes;
using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Data;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Benchmarks.Suites;

/// <summary>Normalizing without hashing: address by address with the exact rule, and as <see cref="EmailHasher.HashColumn(Utf8Column, Span{Sha256Digest}, Span{IdentifierStatus})"/> does it, into padded blocks. GB/s counts the addresses as they were entered.</summary>
public class NormalizationBenchmarks : IProfileSuite
{
    private const int Count = 1 << 17;

    // Takes the place of the hash, and leaves the blocks alone.
    private static readonly Sha256Kernel NoHash = Sha256Kernels.Best with { Hash = static (_, _, _) => { } };

    private readonly Sha256Digest[] _digests = new Sha256Digest[Count];
    private readonly IdentifierStatus[] _statuses = new IdentifierStatus[Count];
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

    [Benchmark(Description = "Column kernel, strings", OperationsPerInvoke = Count)]
    public int ColumnOfStrings() => ColumnKernel.Best.Strings(_strings, _digests, _statuses, NoHash);

    [Benchmark(Description = "Column kernel, UTF-8", OperationsPerInvoke = Count)]
    public int Column() => ColumnKernel.Best.Utf8(_clean.AsColumn(), _digests, _statuses, NoHash);

    [Benchmark(Description = "Column kernel, UTF-8, mixed reality", OperationsPerInvoke = Count)]
    public int MixedColumn() => ColumnKernel.Best.Utf8(_mixed.AsColumn(), _digests, _statuses, NoHash);

    private int Normalize(Utf8Column emails)
    {
        int valid = 0;
        for (int row = 0; row < emails.Count; row++)
            valid += EmailNormalizer.Normalize(emails[row], _address, out _) == IdentifierStatus.Valid ? 1 : 0;
        return valid;
    }
}
