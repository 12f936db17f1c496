namespace Snapchat.AudienceExport.Storage;

internal sealed partial class InMemoryAudienceExportStore
{
    /// <summary>In the order they were asked for.</summary>
    private readonly List<StoredRun> _runs = [];

    public Task<bool> TryAddRunAsync(StoredRun run, AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                RunRecord record = run.Record;
                bool isDueTwice = record.DueAt is not null && _runs.Exists(other => other.Record.Export == record.Export && other.Record.DueAt == record.DueAt);
                if (isDueTwice || !_exports.ContainsKey(record.Export))
                    return false;
                if (record.Request.WhenBusy == WhenBusy.Refuse)
                    RequireNoOpenRun(record.Export);
                _runs.Add(run);
                _audit.Add(audit);
                return true;
            },
            cancellationToken);

    public Task<StoredRun?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _runs.Find(run => run.Record.Id == id), cancellationToken);

    public Task<Page<RunRecord>> GetRunsAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () => PageOf(
                Enumerable.Reverse(_runs)
                    .Select(static run => run.Record)
                    .Where(record => (query.Export is null || query.Export == record.Export) && (query.Status is null || query.Status == record.Status)),
                query.Skip,
                query.Take),
            cancellationToken);

    public Task<IReadOnlyList<LatestRuns>> GetLatestRunsAsync(CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<LatestRuns>>(
            () =>
            [
                .. _runs.Select(static run => run.Record).GroupBy(static record => record.Export)
                    .Select(static runs => new LatestRuns(runs.Key, runs.Last() with { Report = null }, runs.Where(static record => record.Status == ExportStatus.Successful).Max(static record => record.EndedAt))),
            ],
            cancellationToken);

    public Task<IReadOnlyList<StoredRun>> GetOpenRunsAsync(CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<StoredRun>>(() => [.. _runs.Where(static run => !run.Record.HasEnded)], cancellationToken);

    public Task<IReadOnlyList<StoredRun>> GetUnobservedRunsAsync(int take, CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<StoredRun>>(() => [.. _runs.Where(static run => run.Record.HasEnded && !run.Observed).Take(take)], cancellationToken);

    public Task<StoredRun?> TryUpdateRunAsync(StoredRun run, StoredLease? lease = null, AuditRecord? audit = null, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                int index = _runs.FindIndex(stored => stored.Record.Id == run.Record.Id && stored.Version == run.Version);
                if (index < 0 || (lease is not null && !IsHeld(lease)) || WouldOverlap(run.Record))
                    return null;
                if (audit is not null)
                    _audit.Add(audit);
                return _runs[index] = run with { Version = run.Version + 1 };
            },
            cancellationToken);

    private void RequireNoOpenRun(ExportId export)
    {
        if (_runs.Find(run => run.Record.Export == export && !run.Record.HasEnded) is { } open)
            throw new RunInProgressException(open.Record.Id);
    }

    private bool WouldOverlap(RunRecord record) =>
        record.Status == ExportStatus.Processing
        && _runs.Exists(other => other.Record.Export == record.Export && other.Record.Id != record.Id && other.Record.Status == ExportStatus.Processing);

    private int PurgeRuns(DateTimeOffset endedBefore)
    {
        HashSet<RunId> kept = [];
        foreach (IGrouping<ExportId, RunRecord> runs in _runs.Select(static run => run.Record).Where(record => _exports.ContainsKey(record.Export)).GroupBy(static record => record.Export))
        {
            kept.Add(runs.Last().Id);
            if (runs.Where(static record => record.Status == ExportStatus.Successful).MaxBy(static record => record.EndedAt) is { } successful)
                kept.Add(successful.Id);
        }

        return _runs.RemoveAll(run => run.Observed && run.Record.HasEnded && (run.Record.EndedAt < endedBefore || !_exports.ContainsKey(run.Record.Export)) && !kept.Contains(run.Record.Id));
    }
}
