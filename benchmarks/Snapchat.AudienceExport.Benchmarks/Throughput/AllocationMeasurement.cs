using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P8: what the second of two runs in a process allocates, on all threads. The source has prepared its columns before.</summary>
internal static class AllocationMeasurement
{
    public static async Task<AllocationResult> RunAsync(Uri server, int profiles)
    {
        var source = new ColumnSource(CleanEmails.Generate(profiles));
        await using var engine = new Engine(server);
        return new AllocationResult(await RunAsync(engine, source), await RunAsync(engine, source));
    }

    private static async Task<long> RunAsync(Engine engine, ColumnSource source)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await engine.ExportAsync(source);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
