using System.Buffers;
using BenchmarkDotNet.Attributes;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Data;
using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Benchmarks.Suites;

/// <summary>From digests to a set in order, without repetition; one in a hundred is there twice. GB/s counts the bytes of the digests.</summary>
public class MembershipBenchmarks : IProfileSuite
{
    private const int Count = 1 << 19;
    private const int ChunkLength = 8192;
    private const int RepeatEvery = 100;

    private readonly ArrayPool<Sha256Digest> _pages = ArrayPool<Sha256Digest>.Create(DigestPartition.PageLength, 1 << 14);
    private readonly IdentifierStatus[] _statuses = new IdentifierStatus[ChunkLength];
    private readonly Sha256Digest[] _scratch = new Sha256Digest[Count];
    private Sha256Digest[] _digests = [];

    public static double BytesPerProfile => Sha256Digest.Length;

    [GlobalSetup]
    public void Setup()
    {
        Lane.Verify();
        _digests = Digests.Generate(Count);
        for (int i = RepeatEvery; i < Count; i += RepeatEvery)
            _digests[i] = _digests[i / 2];
    }

    [Benchmark(Description = "HashSet, not in order", OperationsPerInvoke = Count)]
    public int Set() => new HashSet<Sha256Digest>(_digests).Count;

    [Benchmark(Description = "Array.Sort, not distinct", OperationsPerInvoke = Count)]
    public Sha256Digest Sort()
    {
        _digests.CopyTo(_scratch, 0);
        Array.Sort(_scratch);
        return _scratch[0];
    }

    [Benchmark(Description = "DigestCollector", OperationsPerInvoke = Count)]
    public long Collector()
    {
        using var collector = new DigestCollector(_pages);
        for (int start = 0; start < Count; start += ChunkLength)
            collector.AddValid(_digests.AsSpan(start, ChunkLength), _statuses);
        using DigestSet set = collector.Seal([], CancellationToken.None);
        return set.Count;
    }
}
