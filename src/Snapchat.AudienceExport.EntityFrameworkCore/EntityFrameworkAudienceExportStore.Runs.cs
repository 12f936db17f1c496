using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

internal sealed partial class EntityFrameworkAudienceExportStore
{
    public Task<bool> TryAddRunAsync(StoredRun run, AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(run.Record.Export)],
            async context =>
            {
                RunRecord record = run.Record;
                if (!await context.Exports.AnyAsync(row => row.Id == record.Export, cancellationToken).ConfigureAwait(false))
                    return false;
                if (record.DueAt is { } due && await context.Runs.AnyAsync(row => row.Export == record.Export && row.DueAt == due, cancellationToken).ConfigureAwait(false))
                    return false;
                if (record.Request.WhenBusy == WhenBusy.Refuse)
                    await RequireNoOpenRunAsync(context, record.Export, cancellationToken).ConfigureAwait(false);
                context.Runs.Add(RunRow.Of(run));
                context.Audit.Add(AuditRow.Of(audit));
                return true;
            },
            cancellationToken);

    public Task<StoredRun?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context => (await context.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false))?.ToStored(),
            cancellationToken);

    public Task<Page<RunRecord>> GetRunsAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context =>
            {
                IQueryable<RunRow> rows = context.Runs.AsNoTracking();
                if (query.Export is { } export)
                    rows = rows.Where(row => row.Export == export);
                if (query.Status is { } status)
                    rows = rows.Where(row => row.Status == status);
                long total = await rows.LongCountAsync(cancellationToken).ConfigureAwait(false);
                List<RunRow> page = await rows.OrderByDescending(static row => row.Sequence).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken).ConfigureAwait(false);
                return new Page<RunRecord>([.. page.Select(static row => row.ToRecord())], total);
            },
            cancellationToken);

    public Task<IReadOnlyList<LatestRuns>> GetLatestRunsAsync(CancellationToken cancellationToken = default) =>
        session.ReadAsync<IReadOnlyList<LatestRuns>>(
            async context =>
            {
                IQueryable<RunRow> rows = context.Runs.AsNoTracking();
                Dictionary<ExportId, DateTimeOffset?> refreshed = await rows.Where(static row => row.Status == ExportStatus.Successful)
                    .GroupBy(static row => row.Export).Select(static runs => new { runs.Key, EndedAt = runs.Max(static row => row.EndedAt) })
                    .ToDictionaryAsync(static runs => runs.Key, static runs => runs.EndedAt, cancellationToken).ConfigureAwait(false);
                IQueryable<long> latest = rows.GroupBy(static row => row.Export).Select(static runs => runs.Max(static row => row.Sequence));

                // Without the report, which may list thousands of requests.
                List<RunRow> found = await rows.Where(row => latest.Contains(row.Sequence)).Select(RunRow.WithoutReport).ToListAsync(cancellationToken).ConfigureAwait(false);
                return [.. found.Select(row => new LatestRuns(row.Export, row.ToRecord(), refreshed.GetValueOrDefault(row.Export)))];
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredRun>> GetOpenRunsAsync(CancellationToken cancellationToken = default) =>
        session.ReadAsync(context => ToStoredAsync(Open(context.Runs).OrderBy(static row => row.Sequence), cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredRun>> GetUnobservedRunsAsync(int take, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            context => ToStoredAsync(
                context.Runs.Where(static row => !row.Observed && row.Status != ExportStatus.Queued && row.Status != ExportStatus.Processing).OrderBy(static row => row.Sequence).Take(take),
                cancellationToken),
            cancellationToken);

    public Task<StoredRun?> TryUpdateRunAsync(StoredRun run, StoredLease? lease = null, AuditRecord? audit = null, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            lease is null ? [LockOf(run.Record.Export)] : [LockOf(run.Record.Export), HeldLeases.LockOf(lease)],
            async context =>
            {
                RunRecord record = run.Record;
                RunRow? row = await context.Runs.SingleOrDefaultAsync(row => row.Id == record.Id && row.Version == run.Version, cancellationToken).ConfigureAwait(false);
                if (row is null || (lease is not null && await session.FindHeldAsync(context, lease, cancellationToken).ConfigureAwait(false) is null))
                    return null;
                if (record.Status == ExportStatus.Processing
                    && await context.Runs.AnyAsync(other => other.Export == record.Export && other.Id != record.Id && other.Status == ExportStatus.Processing, cancellationToken).ConfigureAwait(false))
                    return null;
                StoredRun updated = run with { Version = run.Version + 1 };
                row.Set(updated);
                if (audit is not null)
                    context.Audit.Add(AuditRow.Of(audit));
                return updated;
            },
            cancellationToken);

    private static async Task RequireNoOpenRunAsync(AudienceExportDbContext context, ExportId export, CancellationToken cancellationToken)
    {
        RunRow? open = await Open(context.Runs.AsNoTracking()).OrderBy(static run => run.Sequence).FirstOrDefaultAsync(run => run.Export == export, cancellationToken).ConfigureAwait(false);
        if (open is not null)
            throw new RunInProgressException(open.Id);
    }

    private static IQueryable<RunRow> Open(IQueryable<RunRow> rows) =>
        rows.Where(static row => row.Status == ExportStatus.Queued || row.Status == ExportStatus.Processing);

    private static async Task<IReadOnlyList<StoredRun>> ToStoredAsync(IQueryable<RunRow> rows, CancellationToken cancellationToken) =>
        [.. (await rows.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false)).Select(static row => row.ToStored())];
}
