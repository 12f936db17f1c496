using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>Segments of all kinds do what every source has to.</summary>
public sealed class ConformanceTests : IDisposable
{
    private const string Rows = "SELECT 'user' || i || '@example.com' AS email, CASE WHEN i % 3 > 0 THEN '+44' || i END AS phone, uuid()::VARCHAR AS device";

    private readonly SegmentFiles _files = new();

    public static TheoryData<string> Names => [.. SegmentSourceConformance.Cases.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Conforms(string name)
    {
        _files.Copy("all.parquet", $"{Rows} FROM range(20000) t(i)");
        _files.Copy("many.csv", $"{Rows} FROM range(10000) t(i)");
        _files.Copy("some.jsonl", $"{Rows} FROM range(9000) t(i)");
        _files.Write("none.csv", "email,phone\n");
        ISegmentSource source = DuckDbSegments.Create(options =>
        {
            options.Segment("computed", "SELECT 'user' || i || '@example.com' AS email, i AS number FROM range(30000) t(i) WHERE i % 7 < 3");
            options.Folder = _files.Folder;
        });

        await SegmentSourceConformance.Cases.Single(one => one.Name == name).RunAsync(source, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _files.Dispose();
}
