using System.Buffers;
using System.Runtime.InteropServices;
using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class DigestCollectorTests
{
    private readonly ArrayPool<Sha256Digest> _pages = ArrayPool<Sha256Digest>.Create(DigestPartition.PageLength, 16);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(100_000, 1)]
    [InlineData(100_000, 3)]
    public void Seal_GivesTheDistinctDigestsInOrder(int distinct, int repeats)
    {
        Sha256Digest[] digests = RandomDigests(distinct, seed: 5);
        Sha256Digest[] rows = [.. Enumerable.Repeat(digests, repeats).SelectMany(copy => copy)];
        new Random(7).Shuffle(rows);

        using DigestSet set = Collect(rows);

        Assert.Equal(distinct, set.Count);
        Assert.Equal(digests.Order(), ReadAll(set));
    }

    [Fact]
    public void Seal_WhenAllDigestsShareAPartition_GivesTheDistinctDigestsInOrder()
    {
        Sha256Digest[] rows = RandomDigests(2_000, seed: 9);
        foreach (ref Sha256Digest row in rows.AsSpan())
            MemoryMarshal.AsBytes(new Span<Sha256Digest>(ref row))[0] = 0xAB;

        using DigestSet set = Collect([.. rows, .. rows]);

        Assert.Equal(rows.Order(), ReadAll(set));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(50_000)]
    public void Seal_OfSeveralCollectors_GivesTheirUnion(int distinct)
    {
        Sha256Digest[] digests = RandomDigests(distinct, seed: 19);
        using var first = new DigestCollector(_pages);
        using var second = new DigestCollector(_pages);
        using var third = new DigestCollector(_pages);
        first.AddValid(digests.AsSpan(0, distinct / 2), new IdentifierStatus[distinct]);
        second.AddValid(digests.AsSpan(distinct / 3), new IdentifierStatus[distinct]);

        using DigestSet set = first.Seal([second, third], TestContext.Current.CancellationToken);

        Assert.Equal(digests.Order(), ReadAll(set));
        Assert.Equal(digests.Order(), ReadMerged(set));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Seal_OfCollectorsThatSpilled_GivesTheirUnion(int maxInMemory)
    {
        Sha256Digest[] digests = RandomDigests(20_000, seed: 23);
        using var folder = new StateFolder();
        using var overflow = new DigestOverflow(folder.Path, maxInMemory);
        var pool = new WatchedPool();
        using var first = new DigestCollector(pool, overflow);
        using var second = new DigestCollector(pool, overflow);
        foreach (Sha256Digest[] chunk in digests[..15_000].Chunk(2_999))
            first.AddValid(chunk, new IdentifierStatus[chunk.Length]);
        foreach (Sha256Digest[] chunk in digests[5_000..].Chunk(3_001))
            second.AddValid(chunk, new IdentifierStatus[chunk.Length]);

        using DigestSet set = first.Seal([second], TestContext.Current.CancellationToken);

        Assert.NotNull(overflow.Spilled);
        Assert.Equal(pool.Rented, pool.Returned);
        Assert.Equal(digests.Order(), ReadAll(set));
        Assert.Equal(digests.Order(), ReadMerged(set));
        var across = new Sha256Digest[700];
        set.CopyTo(9_500, across);
        Assert.Equal(digests.Order().Skip(9_500).Take(700), across);
    }

    [Fact]
    public void AFolderThatCannotBeUsed_IsNamed()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var overflow = new DigestOverflow(folder, maxInMemory: 0);
        using var collector = new DigestCollector(_pages, overflow);

        var failure = Assert.Throws<MembershipStateException>(() => collector.AddValid(RandomDigests(1, seed: 1), [IdentifierStatus.Valid]));

        Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_OfDigestsThatAreNotSpreadEvenly_GivesThemInOrder()
    {
        // Numbers as digests, descending: one partition, and one bucket in it.
        Sha256Digest[] rows = [.. Enumerable.Range(0, 5_000).Select(number => Sha256Digest.Parse((5_000 - number).ToString("x64")))];

        using DigestSet set = Collect([.. rows, .. rows]);

        Assert.Equal(rows.Reverse(), ReadAll(set));
    }

    [Fact]
    public void AddValid_TakesOnlyValidRows()
    {
        Sha256Digest[] rows = RandomDigests(4, seed: 3);
        using var collector = new DigestCollector(_pages);
        collector.AddValid(rows, [IdentifierStatus.Valid, IdentifierStatus.Blank, IdentifierStatus.AlreadyHashed, IdentifierStatus.Valid]);

        using DigestSet set = collector.Seal([], TestContext.Current.CancellationToken);

        Assert.Equal(new[] { rows[0], rows[3] }.Order(), ReadAll(set));
    }

    [Fact]
    public void AddValid_AfterSeal_IsRefused()
    {
        using var collector = new DigestCollector(_pages);
        using DigestSet set = collector.Seal([], TestContext.Current.CancellationToken);

        Assert.Throws<ObjectDisposedException>(() => collector.AddValid(RandomDigests(1, seed: 1), [IdentifierStatus.Valid]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(257)]
    [InlineData(9_999)]
    public void CopyTo_InBatches_GivesEveryDigestOnce(int batch)
    {
        using DigestSet set = Collect(RandomDigests(10_000, seed: 11));
        Sha256Digest[] all = ReadAll(set);
        var copied = new List<Sha256Digest>();

        for (long start = 0; start < set.Count; start += batch)
        {
            var buffer = new Sha256Digest[Math.Min(batch, set.Count - start)];
            set.CopyTo(start, buffer);
            copied.AddRange(buffer);
        }

        Assert.Equal(all, copied);
    }

    [Fact]
    public void CopyTo_PastTheEnd_IsRefused()
    {
        using DigestSet set = Collect(RandomDigests(10, seed: 2));

        Assert.Throws<ArgumentOutOfRangeException>(() => set.CopyTo(9, new Sha256Digest[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.CopyTo(-1, new Sha256Digest[2]));
    }

    [Fact]
    public void Dispose_ReturnsEveryPageWiped()
    {
        var pool = new WatchedPool();
        var collector = new DigestCollector(pool);
        Sha256Digest[] rows = RandomDigests(5_000, seed: 13);
        collector.AddValid(rows, new IdentifierStatus[rows.Length]);
        DigestSet set = collector.Seal([], TestContext.Current.CancellationToken);

        set.Dispose();

        Assert.True(pool.Rented > 0);
        Assert.Equal(pool.Rented, pool.Returned);
        Assert.Equal(pool.Returned, pool.ReturnedWiped);
        Assert.Throws<ObjectDisposedException>(() => set.CopyTo(0, new Sha256Digest[1]));
    }

    [Fact]
    public void Dispose_WithoutSeal_ReturnsEveryPage()
    {
        var pool = new WatchedPool();
        var collector = new DigestCollector(pool);
        Sha256Digest[] rows = RandomDigests(5_000, seed: 13);
        collector.AddValid(rows, new IdentifierStatus[rows.Length]);

        collector.Dispose();

        Assert.Equal(pool.Rented, pool.Returned);
    }

    private DigestSet Collect(Sha256Digest[] rows)
    {
        using var collector = new DigestCollector(_pages);
        collector.AddValid(rows, new IdentifierStatus[rows.Length]);
        return collector.Seal([], TestContext.Current.CancellationToken);
    }

    private static Sha256Digest[] ReadAll(DigestSet set)
    {
        var all = new Sha256Digest[set.Count];
        set.CopyTo(0, all);
        return all;
    }

    private static List<Sha256Digest> ReadMerged(DigestSet set)
    {
        var all = new List<Sha256Digest>();
        using var partition = new MarkedPartition();
        for (int index = 0; index < 256; index++)
        {
            partition.Clear();
            set.MergeInto(index, partition, DigestMarks.Wanted);
            all.AddRange(partition.Digests);
        }

        return all;
    }

    private static Sha256Digest[] RandomDigests(int count, int seed)
    {
        var digests = new Sha256Digest[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(digests.AsSpan()));
        return digests;
    }

    // Several threads rent and return.
    private sealed class WatchedPool : ArrayPool<Sha256Digest>
    {
        private int _rented;
        private int _returned;
        private int _returnedWiped;

        public int Rented => _rented;

        public int Returned => _returned;

        public int ReturnedWiped => _returnedWiped;

        public override Sha256Digest[] Rent(int minimumLength)
        {
            Interlocked.Increment(ref _rented);
            return new Sha256Digest[minimumLength];
        }

        public override void Return(Sha256Digest[] array, bool clearArray = false)
        {
            Interlocked.Increment(ref _returned);
            if (clearArray)
                Interlocked.Increment(ref _returnedWiped);
        }
    }
}
