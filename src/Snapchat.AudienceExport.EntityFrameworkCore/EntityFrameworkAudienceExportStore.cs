using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

/// <summary>The store in a relational database. Each writing method locks the names of what it reads and changes, so that it can read first and then decide.</summary>
internal sealed partial class EntityFrameworkAudienceExportStore(DatabaseSession session) : IAudienceExportStore
{
    private static readonly string[] NoLocks = [];

    public bool IsShared => session.IsShared;

    public async ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default) =>
        await session.ReadAsync(context => session.GetTimeAsync(context, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);

    public Task AddAuditAsync(AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            NoLocks,
            context =>
            {
                context.Audit.Add(AuditRow.Of(audit));
                return Task.FromResult(true);
            },
            cancellationToken);

    public Task<Page<AuditRecord>> GetAuditAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context =>
            {
                IQueryable<AuditRow> rows = context.Audit.AsNoTracking();
                if (query.SubjectId is { } subject)
                    rows = rows.Where(row => row.SubjectId == subject);
                if (query.ActorId is { } actor)
                    rows = rows.Where(row => row.ActorId == actor);
                if (query.Action is { } action)
                    rows = rows.Where(row => row.Action == action);
                long total = await rows.LongCountAsync(cancellationToken).ConfigureAwait(false);
                List<AuditRow> page = await rows.OrderByDescending(static row => row.Sequence).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken).ConfigureAwait(false);
                return new Page<AuditRecord>([.. page.Select(static row => row.ToRecord())], total);
            },
            cancellationToken);

    public Task<long> PurgeAsync(DateTimeOffset runsEndedBefore, DateTimeOffset auditBefore, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            NoLocks,
            async context =>
            {
                long runs = await context.Runs
                    .Where(static row => row.Observed && row.Status != ExportStatus.Queued && row.Status != ExportStatus.Processing)
                    .Where(row => !context.Exports.Any(export => export.Id == row.Export)
                        || (row.EndedAt < runsEndedBefore
                            && context.Runs.Any(other => other.Export == row.Export && other.Sequence > row.Sequence)
                            && (row.Status != ExportStatus.Successful
                                || context.Runs.Any(other => other.Export == row.Export && other.Status == ExportStatus.Successful && other.EndedAt > row.EndedAt))))
                    .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                long audit = await context.Audit.Where(row => row.At < auditBefore).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                await context.Leases.Where(static row => row.Released && row.Name.Substring(0, 7) == "worker:").ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                return runs + audit;
            },
            cancellationToken);

    private static string LockOf(ConnectionId connection) => $"connection:{connection}";

    private static string LockOf(ExportId export) => $"export:{export}";

    private static string LockOf(AudienceId audience) => $"exports of audience:{audience}";
}
