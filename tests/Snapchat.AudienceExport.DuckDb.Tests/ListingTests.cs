using static Snapchat.AudienceExport.DuckDb.Tests.SourceReading;

namespace Snapchat.AudienceExport.DuckDb.Tests;

public sealed class ListingTests : IDisposable
{
    private readonly SegmentFiles _files = new();

    [Fact]
    public async Task FolderHasOneSegmentPerFile()
    {
        string vip = _files.Copy("vip.parquet", "SELECT 'a@x.com' AS email FROM range(3)");
        _files.Copy("all people.csv", "SELECT 'a@x.com' AS email FROM range(5)");
        _files.Copy("new.jsonl", "SELECT 'a@x.com' AS email FROM range(2)");
        _files.Write("notes.txt", "not a segment");
        _files.Write(".hidden.csv", "email\n");
        _files.Write("_unfinished.csv", "email\n");
        ISegmentSource source = DuckDbSegments.Create(options => options.Folder = _files.Folder);

        SegmentInfo[] segments = await source.ListAsync();

        Assert.Equal([("all people", 5L), ("new", 2L), ("vip", 3L)], segments.Select(static segment => (segment.Name, segment.MemberCount!.Value)));
        Assert.All(segments, static segment => Assert.Equal(SegmentState.Active, segment.State));
        Assert.Equal(new DateTimeOffset(File.GetLastWriteTimeUtc(vip), TimeSpan.Zero), segments[2].RefreshedAt);

        // Looked through at each call.
        _files.Write("later.csv", "email\n");
        Assert.Equal(0, Assert.Single(await source.ListAsync("later", "unknown")).MemberCount);
    }

    [Fact]
    public async Task QueryIsCountedWithoutATime()
    {
        Assert.Equal(new SegmentInfo(SegmentId.Parse("s"), "s") { MemberCount = 7 }, Assert.Single(await Query("SELECT 'a' AS email FROM range(7)").ListAsync()));
    }

    [Fact]
    public async Task CountsCanBeLeftOut()
    {
        ISegmentSource source = DuckDbSegments.Create(options => options.Segment("s", "SELECT emial").CountMembers = false);

        Assert.Equal(new SegmentInfo(SegmentId.Parse("s"), "s"), Assert.Single(await source.ListAsync()));
    }

    [Fact]
    public async Task BrokenSegmentHidesNoOtherAndSaysWhyWhenAskedFor()
    {
        _files.Write("broken.parquet", "canary");
        _files.Write("whole.csv", "email\na@x.com\n");
        ISegmentSource source = DuckDbSegments.Create(options => options.Folder = _files.Folder);

        Assert.Equal([("broken", SegmentState.Failed, null), ("whole", SegmentState.Active, 1L)], (await source.ListAsync()).Select(static segment => (segment.Name, segment.State, segment.MemberCount)));
        SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(() => source.ListAsync("broken"));
        Assert.StartsWith("Segment 'broken', file 'broken.parquet': ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameIdTwiceIsRefused()
    {
        _files.Write("vip.csv", "email\n");
        _files.Write("vip.jsonl", "{}\n");

        SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(() => DuckDbSegments.Create(options => options.Folder = _files.Folder).ListAsync());

        Assert.Equal("Segment 'vip' is defined by file 'vip.csv' and by file 'vip.jsonl'; rename one of them.", exception.Message);
    }

    [Fact]
    public async Task MissingFolderFileOrSegmentIsNamed()
    {
        string missing = Path.Combine(_files.Folder, "nowhere");

        Assert.Equal(
            $"The folder '{missing}' of the segments is missing or cannot be read; create it, or name another one.",
            (await Assert.ThrowsAsync<SegmentSourceException>(() => DuckDbSegments.Create(options => options.Folder = missing).ListAsync())).Message);
        Assert.StartsWith(
            "Segment 's', file 'nowhere.csv': There is no file '",
            (await Assert.ThrowsAsync<SegmentSourceException>(() => OneFile(missing + ".csv").ReadAsync("s", "email"))).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "There is no segment 't'; there are 's'.",
            (await Assert.ThrowsAsync<SegmentSourceException>(() => Query("SELECT 1 AS email").ReadAsync("t", "email"))).Message);
    }

    [Fact]
    public async Task FieldsHaveTypesAndHints()
    {
        const string Sql = "SELECT i AS id, 'user' || i || '@example.com' AS contact, '+44 20 7946 0' || (100 + i) AS \"line 1\", uuid()::VARCHAR AS device, uuid() AS idfa, 1.5::DOUBLE AS phone_score, "
            + "uuid()::VARCHAR AS mobile, '12345678' AS number, NULL::VARCHAR AS email, 'x'::ENUM('x', 'canary') AS kind FROM range(300) t(i)";

        IReadOnlyList<ProfileField> fields = await Query(Sql).GetProfileFieldsAsync(new ProfileFieldQuery { Segment = SegmentId.Parse("s") }, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new ProfileField("id") { Type = "BIGINT" },
                new ProfileField("contact") { Type = "VARCHAR", Hint = IdentifierKind.Email },
                new ProfileField("line 1") { Type = "VARCHAR", Hint = IdentifierKind.Phone },
                new ProfileField("device") { Type = "VARCHAR", Hint = IdentifierKind.MobileAdId },
                new ProfileField("idfa") { Type = "UUID", Hint = IdentifierKind.MobileAdId },
                new ProfileField("phone_score") { Type = "DOUBLE", Hint = IdentifierKind.Phone },
                new ProfileField("mobile") { Type = "VARCHAR", Hint = IdentifierKind.MobileAdId },
                new ProfileField("number") { Type = "VARCHAR" },
                new ProfileField("email") { Type = "VARCHAR", Hint = IdentifierKind.Email },
                new ProfileField("kind") { Type = "ENUM" },
            ],
            fields);
    }

    [Fact]
    public async Task FieldsOfAnySegmentAreThoseOfTheFirst()
    {
        ISegmentSource source = DuckDbSegments.Create(options => options.Folder = _files.Folder);
        Assert.Empty(await source.GetProfileFieldsAsync(new ProfileFieldQuery(), TestContext.Current.CancellationToken));

        _files.Write("b.csv", "other\n");
        _files.Write("a.csv", "email\n");
        Assert.Equal(["email"], (await source.GetProfileFieldsAsync(new ProfileFieldQuery(), TestContext.Current.CancellationToken)).Select(static field => field.Name));
    }

    public void Dispose() => _files.Dispose();
}
