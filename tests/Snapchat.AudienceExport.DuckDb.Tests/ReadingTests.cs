using static Snapchat.AudienceExport.DuckDb.Tests.SourceReading;

namespace Snapchat.AudienceExport.DuckDb.Tests;

public sealed class ReadingTests : IDisposable
{
    private const int ManyRows = 30_000;

    private readonly SegmentFiles _files = new();

    public static TheoryData<string> Formats => ["vip.parquet", "vip.csv", "vip.jsonl", "vip.ndjson", "VIP.PARQUET"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task EveryRowOfAFileIsReadInItsOrder(string name)
    {
        string path = _files.Copy(name, $"SELECT i AS id, 'user' || i || '@example.com' AS email, CASE WHEN i % 3 > 0 THEN '+44' || i END AS phone FROM range({ManyRows}) t(i)");

        string[][] read = await OneFile(path).ReadAsync("s", "phone", "email");

        Assert.Equal(Enumerable.Range(0, ManyRows).Select(static i => i % 3 > 0 ? $"+44{i}" : ""), read[0]);
        Assert.Equal(Enumerable.Range(0, ManyRows).Select(static i => $"user{i}@example.com"), read[1]);
    }

    [Fact]
    public async Task ValuesOfEveryLengthAreWhole()
    {
        // DuckDB keeps up to 12 bytes in the vector itself and longer ones elsewhere; long ones also end a chunk early.
        int[] lengths = [0, 1, 11, 12, 13, 64, 100_000, 1 << 20, 3];
        string sql = string.Join(" UNION ALL ", lengths.Select(static length => $"SELECT repeat('ä', {length}) AS email, {length} AS number"));

        string[][] read = await Query(sql).ReadAsync("s", "email", "number");

        Assert.Equal(lengths.Select(static length => new string('ä', length)), read[0]);
        Assert.Equal(lengths.Select(static length => $"{length}"), read[1]);
    }

    [Fact]
    public async Task VectorsThatAreNotFullMakeFullChunks()
    {
        // A filter leaves vectors of all sizes.
        string[][] read = await Query($"SELECT i::VARCHAR AS email FROM range({20 * ManyRows}) t(i) WHERE i % 7 < 3 AND i % 1000 < 400").ReadAsync("s", "email");

        Assert.Equal(Enumerable.Range(0, 20 * ManyRows).Where(static i => i % 7 < 3 && i % 1000 < 400).Select(static i => $"{i}"), read[0]);
    }

    [Fact]
    public async Task TypesThatKeepAnIdentifierAreWrittenAsText()
    {
        const string Sql = "SELECT 447911123456 AS bigint, 12::UTINYINT AS small, 447911123456::DECIMAL(18,0) AS decimal, '447911123456'::HUGEINT AS huge, "
            + "'6D92078A-8246-4BA4-AE5B-76104861E7DC'::UUID AS uuid, 'a@x.com'::ENUM('a@x.com', 'b') AS enum, 'a@x.com'::BLOB AS bytes, NULL AS nothing";

        string[][] read = await Query(Sql).ReadAsync("s", "bigint", "small", "decimal", "huge", "uuid", "enum", "bytes", "nothing");

        Assert.Equal(["447911123456", "12", "447911123456", "447911123456", "6d92078a-8246-4ba4-ae5b-76104861e7dc", "a@x.com", "a@x.com", ""], read.Select(static column => column[0]));
    }

    [Fact]
    public async Task NamesAreFoundExactlyFirstThenWithoutCase()
    {
        ISegmentSource source = Query("SELECT 1 AS \"We \"\"quote\"\"\", 2 AS \"E-Mail\"");

        Assert.Equal([["2"], ["1"]], await source.ReadAsync("s", "e-mail", "We \"quote\""));
    }

    [Fact]
    public async Task SqlMayEndInASemicolonOrAComment()
    {
        Assert.Equal("a", (await Query("SELECT 'a' AS email; ").ReadAsync("s", "email"))[0][0]);
        Assert.Equal("a", (await Query("SELECT 'a' AS email -- all of them").ReadAsync("s", "email"))[0][0]);
        Assert.Equal("a", (await Query("WITH people AS (SELECT 'a' AS email) FROM people").ReadAsync("s", "email"))[0][0]);
    }

    [Fact]
    public async Task SqlJoinsFilesOfSeveralKinds()
    {
        string profiles = _files.Copy("profiles.parquet", "SELECT i AS id, 'user' || i || '@example.com' AS email FROM range(100) t(i)");
        string orders = _files.Copy("orders.csv", "SELECT i AS customer, i * 10 AS total FROM range(100) t(i)");

        string[][] read = await Query($"SELECT email FROM read_parquet({SegmentFiles.Quote(profiles)}) JOIN read_csv({SegmentFiles.Quote(orders)}) ON id = customer WHERE total >= 980 ORDER BY id").ReadAsync("s", "email");

        Assert.Equal([["user98@example.com", "user99@example.com"]], read);
    }

    [Fact]
    public async Task SegmentWithoutMembersIsNoChunk()
    {
        Assert.Equal([[]], await Query("SELECT 'a' AS email WHERE false").ReadAsync("s", "email"));
        Assert.Equal([[]], await OneFile(_files.Write("empty.csv", "email\n")).ReadAsync("s", "email"));
    }

    [Fact]
    public async Task CanceledQueryIsInterrupted()
    {
        using var cancellation = new CancellationTokenSource();
        ISegmentSource source = Query("SELECT 'a' AS email FROM range(1000000000000000) t(i) WHERE hash(i) = 1");
        var request = new SegmentReadRequest(SegmentId.Parse("s"), ["email"]);
        await using IAsyncEnumerator<ProfileChunk> chunks = source.ReadAsync(request, cancellation.Token).GetAsyncEnumerator(cancellation.Token);

        ValueTask<bool> reading = chunks.MoveNextAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    [Fact]
    public async Task CanceledCountIsInterrupted()
    {
        using var cancellation = new CancellationTokenSource();
        ISegmentSource source = Query("SELECT 'a' AS email FROM range(1000000000000000) t(i) WHERE hash(i) = 1");
        await using IAsyncEnumerator<SegmentInfo> segments = source.GetSegmentsAsync(new SegmentQuery(), cancellation.Token).GetAsyncEnumerator(cancellation.Token);

        ValueTask<bool> counting = segments.MoveNextAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await counting);
    }

    [Fact]
    public async Task ReaderThatLeavesEarlyLeavesNothingOpen()
    {
        string path = _files.Copy("vip.parquet", $"SELECT 'user' || i || '@example.com' AS email FROM range({ManyRows}) t(i)");
        await foreach (ProfileChunk chunk in OneFile(path).ReadAsync(new SegmentReadRequest(SegmentId.Parse("s"), ["email"]), TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
            break;
        }

        // Nobody else may have a file open that can be opened for nobody else.
        using FileStream alone = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(alone.CanRead);
    }

    public void Dispose() => _files.Dispose();
}
