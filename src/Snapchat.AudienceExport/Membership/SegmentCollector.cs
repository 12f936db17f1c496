using System.Buffers;
using System.Threading.Channels;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Reads segments chunk by chunk while workers hash and collect what was read before; a bounded channel lies between, so that neither waits without need.</summary>
internal sealed class SegmentCollector : IDisposable
{
    // Hashing is much faster than any source: more workers than this would only hold more memory.
    private const int MaxWorkers = 4;
    private const int ChunksPerWorker = 2;

    private readonly string[] _fields;
    private readonly int _maxRefusedValues;
    private readonly ExportMetrics _metrics;
    private readonly Dictionary<IdentifierKind, DigestOverflow> _overflows;
    private readonly CollectingWorker[] _workers;
    private readonly Channel<CollectedChunk> _chunks;

    public SegmentCollector(IReadOnlyList<IdentifierMapping> mappings, IPhoneNumberNormalizer? phones, SnapchatAudienceExportOptions options, ArrayPool<Sha256Digest> pages, ExportMetrics metrics)
    {
        _fields = [.. mappings.Select(static mapping => mapping.Field).Distinct(StringComparer.Ordinal)];
        _maxRefusedValues = options.MaxReportedRefusals;
        _metrics = metrics;
        CollectedColumn[] columns = [.. mappings.Select(mapping => new CollectedColumn(mapping.Kind, Array.IndexOf(_fields, mapping.Field), IdentifierHasher.For(mapping, phones)))];
        IdentifierKind[] kinds = [.. mappings.Select(static mapping => mapping.Kind).Distinct()];
        int workers = Math.Min(Environment.ProcessorCount, MaxWorkers);
        int share = (int)Math.Min(int.MaxValue, options.CollectingMemoryBudget / Sha256Digest.Length / (workers * kinds.Length));
        string folder = options.CollectingFolder ?? Path.GetTempPath();
        _overflows = kinds.ToDictionary(static kind => kind, _ => new DigestOverflow(folder, share));
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new CollectingWorker(columns, _fields, options.MaxReportedRefusals, pages, _overflows))];
        _chunks = Channel.CreateBounded<CollectedChunk>(new BoundedChannelOptions(_workers.Length * ChunksPerWorker) { SingleWriter = true });
    }

    /// <summary>Reads all members of the segments.</summary>
    /// <returns>What the segments want in the audience; the caller disposes it.</returns>
    public async Task<WantedIdentifiers> CollectAsync(GuardedSource source, IReadOnlyList<SegmentInfo> segments, Actor? exportUser, RunProgress progress, CancellationToken cancellationToken)
    {
        long? total = segments.Aggregate((long?)0, static (sum, segment) => sum + segment.MemberCount);
        long done = 0;
        progress.Report(ExportStage.Collecting, done, total);

        // The first failure, of the reader or of a worker, stops the others; it is the one that is thrown.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<SegmentCount[]> reading = StopOnFailureAsync(() => ReadAsync(source, segments, exportUser, stop.Token), stop);
        Task[] working =
        [
            .. _workers.Select(worker => StopOnFailureAsync(
                async () =>
                {
                    await WorkAsync(worker, count => progress.Report(ExportStage.Collecting, Interlocked.Add(ref done, count), total), stop.Token).ConfigureAwait(false);
                    return true;
                },
                stop)),
        ];
        await Task.WhenAll([reading, .. working]).ConfigureAwait(false);

        progress.Report(ExportStage.Planning, 0, null);
        return Seal(segments, await reading.ConfigureAwait(false), cancellationToken);
    }

    public void Dispose()
    {
        while (_chunks.Reader.TryRead(out CollectedChunk left))
            left.Chunk.Dispose();
        foreach (CollectingWorker worker in _workers)
            worker.Dispose();
        foreach (DigestOverflow overflow in _overflows.Values)
            overflow.Dispose();
    }

    private async Task<SegmentCount[]> ReadAsync(GuardedSource source, IReadOnlyList<SegmentInfo> segments, Actor? exportUser, CancellationToken cancellationToken)
    {
        var counts = new SegmentCount[segments.Count];
        try
        {
            for (int index = 0; index < segments.Count; index++)
            {
                SegmentInfo segment = segments[index];
                long read = 0;
                var request = new SegmentReadRequest(segment.Id, _fields) { ExportUser = exportUser };
                await foreach (ProfileChunk chunk in source.ReadAsync(request, cancellationToken).ConfigureAwait(false))
                {
                    read += chunk.Count;
                    _metrics.ProfilesRead(chunk.Count);
                    await HandOverAsync(new CollectedChunk(index, segment.Id, chunk), cancellationToken).ConfigureAwait(false);
                }

                counts[index] = new SegmentCount(segment.Id, segment.Name, read);
            }

            return counts;
        }
        finally
        {
            _chunks.Writer.Complete();
        }
    }

    private async ValueTask HandOverAsync(CollectedChunk collected, CancellationToken cancellationToken)
    {
        try
        {
            await _chunks.Writer.WriteAsync(collected, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            collected.Chunk.Dispose();
            throw;
        }
    }

    private async Task WorkAsync(CollectingWorker worker, Action<int> tell, CancellationToken cancellationToken)
    {
        await foreach (CollectedChunk collected in _chunks.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            int count = collected.Chunk.Count;
            using (collected.Chunk)
                worker.Add(collected);
            tell(count);
        }
    }

    // On the pool, since a source in memory reads on and on without ever waiting.
    private static Task<T> StopOnFailureAsync<T>(Func<Task<T>> work, CancellationTokenSource stop) => Task.Run(async () =>
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    });

    private WantedIdentifiers Seal(IReadOnlyList<SegmentInfo> sources, SegmentCount[] segments, CancellationToken cancellationToken)
    {
        var kinds = new List<(IdentifierCounts, DigestSet)>();
        foreach ((IdentifierKind kind, (IdentifierTally tally, DigestCollector collector)) in _workers[0].Kinds)
        {
            foreach (CollectingWorker other in _workers.Skip(1))
                tally.Add(other.Kinds[kind].Tally);
            DigestSet digests = collector.Seal([.. _workers.Skip(1).Select(worker => worker.Kinds[kind].Digests)], cancellationToken);
            kinds.Add((tally.ToCounts(digests.Count), digests));
            tally.Report(_metrics);
        }

        return new WantedIdentifiers { Kinds = kinds, Sources = sources, Segments = segments, RefusedValues = FirstRefusedValues() };
    }

    private IReadOnlyList<RefusedValue> FirstRefusedValues() =>
    [
        .. _workers
            .SelectMany(static worker => worker.RefusedValues)
            .OrderBy(static refused => refused.SegmentIndex)
            .ThenBy(static refused => refused.Value.Ordinal)
            .Take(_maxRefusedValues)
            .Select(static refused => refused.Value),
    ];
}
