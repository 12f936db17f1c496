using System.Buffers;
using Snapchat.AudienceExport.Benchmarks.Data;
using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The steps of an export by themselves, as the engine calls them but on one thread (sorting: on all): where a run's time can go.</summary>
internal static class StepMeasurement
{
    private const int Warmups = 3;
    private const int Rounds = 7;
    private const int RowsPerBatch = 100_000;

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(ColumnSource source)
    {
        ArrayPool<Sha256Digest> pages = ArrayPool<Sha256Digest>.Create(DigestPartition.PageLength, 1 << 15);
        var batch = new Sha256Digest[RowsPerBatch];
        byte[] body = new byte[RowsPerBatch * DigestRows.RowLength];
        var steps = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (int round = -Warmups; round < Rounds; round++)
        {
            using var collector = new DigestCollector(pages);
            DigestSet? digests = null;
            await AddAsync("source", () => ReadAsync(source, static (_, _, _) => { }));
            await AddAsync("source, hash", () => ReadAsync(source, Hash));
            await AddAsync("source, hash, partition", () => ReadAsync(source, (column, found, statuses) =>
            {
                Hash(column, found, statuses);
                collector.AddValid(found, statuses);
            }));
            await AddAsync("sort", () => Task.Run(() => digests = collector.Seal([], CancellationToken.None)));
            await AddAsync("gather, serialize", () => Task.Run(() => Serialize(digests!, batch, body)));
            await AddAsync("wipe", () => Task.Run(digests!.Dispose));

            async Task AddAsync(string name, Func<Task> run)
            {
                double time = await PairedRounds.TimeAsync(run);
                if (round >= 0)
                    (steps.TryGetValue(name, out List<double>? times) ? times : steps[name] = []).Add(time);
            }
        }

        return steps.ToDictionary(static step => step.Key, static step => PairedRounds.MedianOf(step.Value), StringComparer.Ordinal);
    }

    private delegate void Step(Utf8Column column, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses);

    private static void Hash(Utf8Column column, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses) => EmailHasher.HashColumn(column, digests, statuses);

    private static async Task ReadAsync(ColumnSource source, Step step)
    {
        var digests = new Sha256Digest[ColumnSource.RowsPerChunk];
        var statuses = new IdentifierStatus[ColumnSource.RowsPerChunk];
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(ColumnSource.Segment, ["email"])))
        {
            using (chunk)
                step(chunk.GetColumn(0), digests.AsSpan(0, chunk.Count), statuses.AsSpan(0, chunk.Count));
        }
    }

    private static void Serialize(DigestSet digests, Span<Sha256Digest> batch, Span<byte> body)
    {
        for (long start = 0; start < digests.Count; start += batch.Length)
        {
            Span<Sha256Digest> rows = batch[..(int)Math.Min(batch.Length, digests.Count - start)];
            digests.CopyTo(start, rows);
            DigestRows.Write(rows, body);
        }
    }
}
