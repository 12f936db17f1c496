namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>Ten times the profiles take no more memory: DuckDB keeps to its limit, which it enforces itself, and nothing managed is left behind per row.</summary>
[Collection(nameof(FlatMemoryTests))]
[CollectionDefinition(nameof(FlatMemoryTests), DisableParallelization = true)]
public sealed class FlatMemoryTests : IDisposable
{
    private const long DuckDbLimit = 64 << 20;
    private const int Million = 1_000_000;

    // A chunk and the hops between threads are some objects each, and a chunk has thousands of rows.
    private const long ManagedBytesPerMillion = 1 << 20;

    private readonly SegmentFiles _files = new();

    [Fact]
    public async Task TenMillionProfilesTakeTheMemoryOfOneMillion()
    {
        await MeasureAsync(Million);

        Assert.InRange(await MeasureAsync(Million), 0, ManagedBytesPerMillion);
        Assert.InRange(await MeasureAsync(10 * Million), 0, 10 * ManagedBytesPerMillion);
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Reads a Parquet file from end to end.</summary>
    /// <returns>The bytes allocated by it.</returns>
    private async Task<long> MeasureAsync(int profiles)
    {
        string name = $"{profiles}.parquet";
        string file = Path.Combine(_files.Folder, name);
        if (!File.Exists(file))
            _files.Copy(name, $"SELECT 'user' || i || '@example.com' AS email, i AS id FROM range({profiles}) t(i)");
        ISegmentSource source = DuckDbSegments.Create(options => options.File("s", file).MemoryLimitBytes = DuckDbLimit);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long rows = 0;
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(SegmentId.Parse("s"), ["email"]), TestContext.Current.CancellationToken))
        {
            rows += chunk.Count;
            chunk.Dispose();
        }

        Assert.Equal(profiles, rows);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
