using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

internal sealed partial class EntityFrameworkAudienceExportStore
{
    public Task AddExportAsync(StoredExport added, AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            LocksOf(added),
            async context =>
            {
                if (await context.Exports.AnyAsync(row => row.Id == added.Id, cancellationToken).ConfigureAwait(false))
                    throw StoreConflict.Changed("export");
                await RequireConsistencyAsync(context, [added], cancellationToken).ConfigureAwait(false);
                context.Exports.Add(ExportRow.Of(added));
                context.Audit.Add(AuditRow.Of(audit));
                return true;
            },
            cancellationToken);

    public Task<StoredExport?> FindExportAsync(ExportId id, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context => (await context.Exports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false))?.ToStored(),
            cancellationToken);

    public Task<IReadOnlyList<StoredExport>> GetExportsAsync(CancellationToken cancellationToken = default) =>
        session.ReadAsync<IReadOnlyList<StoredExport>>(
            async context => [.. ByName(await context.Exports.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false)).Select(static row => row.ToStored())],
            cancellationToken);

    public Task<IReadOnlyList<StoredExport>> UpdateExportsAsync(
        IReadOnlyList<StoredExport> exports, IReadOnlyList<AuditRecord> audits, CancellationToken cancellationToken = default) =>
        session.WriteAsync<IReadOnlyList<StoredExport>>(
            exports.SelectMany(LocksOf),
            async context =>
            {
                ExportId[] ids = [.. exports.Select(static export => export.Id)];
                Dictionary<ExportId, ExportRow> rows = await context.Exports.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancellationToken).ConfigureAwait(false);
                if (exports.Any(export => rows.GetValueOrDefault(export.Id)?.Version != export.Version))
                    throw StoreConflict.Changed("export");
                await RequireConsistencyAsync(context, exports, cancellationToken).ConfigureAwait(false);
                StoredExport[] updated = [.. exports.Select(static export => export with { Version = export.Version + 1 })];
                foreach (StoredExport export in updated)
                    rows[export.Id].Set(export);
                context.Audit.AddRange(audits.Select(AuditRow.Of));
                return updated;
            },
            cancellationToken);

    public Task RemoveExportAsync(ExportId id, long version, AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(id)],
            async context =>
            {
                ExportRow row = await context.Exports.SingleOrDefaultAsync(row => row.Id == id && row.Version == version, cancellationToken).ConfigureAwait(false)
                    ?? throw StoreConflict.Changed("export");
                await RequireNoOpenRunAsync(context, id, cancellationToken).ConfigureAwait(false);
                await context.Runs.Where(run => run.Export == id && run.Observed).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                context.Exports.Remove(row);
                context.Audit.Add(AuditRow.Of(audit));
                return true;
            },
            cancellationToken);

    private static IEnumerable<string> LocksOf(StoredExport export) =>
        export.Definition.Connection is { } connection
            ? [LockOf(export.Id), LockOf(export.Definition.Audience), LockOf(connection)]
            : [LockOf(export.Id), LockOf(export.Definition.Audience)];

    private static IEnumerable<ExportRow> ByName(IEnumerable<ExportRow> rows) =>
        rows.OrderBy(static row => row.Definition.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(static row => row.Id.Value);

    private static ExportReference Reference(ExportRow row) => new(row.Id, row.Definition.DisplayName);

    /// <summary>Checks what has to hold once the changes are made: every connection exists, and nobody shares an audience with an export that does not share.</summary>
    private static async Task RequireConsistencyAsync(AudienceExportDbContext context, IReadOnlyList<StoredExport> changes, CancellationToken cancellationToken)
    {
        ConnectionId[] connections = [.. changes.Select(static change => change.Definition.Connection).OfType<ConnectionId>().Distinct()];
        if (await context.Connections.CountAsync(row => connections.Contains(row.Id), cancellationToken).ConfigureAwait(false) != connections.Length)
            throw StoreConflict.ConnectionRemoved();

        AudienceId[] audiences = [.. changes.Select(static change => change.Definition.Audience).Distinct()];
        List<ExportRow> present = await context.Exports.AsNoTracking().Where(row => audiences.Contains(row.Audience)).ToListAsync(cancellationToken).ConfigureAwait(false);
        ExportRow[] after = [.. present.Where(row => changes.All(change => change.Id != row.Id)), .. changes.Select(ExportRow.Of)];
        foreach (StoredExport change in changes)
        {
            ExportRow? other = Array.Find(after, row => row.Id != change.Id && row.Audience == change.Definition.Audience && (row.Mode != ExportMode.AddOnly || change.Definition.Mode != ExportMode.AddOnly));
            if (other is not null)
                throw new ExportConflictException(Reference(other));
        }
    }
}
