namespace Snapchat.AudienceExport.Storage;

internal sealed partial class InMemoryAudienceExportStore
{
    private readonly Dictionary<ExportId, StoredExport> _exports = [];

    public Task AddExportAsync(StoredExport added, AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if (_exports.ContainsKey(added.Id))
                    throw StoreConflict.Changed("export");
                RequireConsistency([added]);
                _exports.Add(added.Id, added);
                _audit.Add(audit);
            },
            cancellationToken);

    public Task<StoredExport?> FindExportAsync(ExportId id, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _exports.GetValueOrDefault(id), cancellationToken);

    public Task<IReadOnlyList<StoredExport>> GetExportsAsync(CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<StoredExport>>(() => [.. ExportsByName()], cancellationToken);

    public Task<IReadOnlyList<StoredExport>> UpdateExportsAsync(
        IReadOnlyList<StoredExport> exports, IReadOnlyList<AuditRecord> audits, CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<StoredExport>>(
            () =>
            {
                foreach (StoredExport export in exports)
                    RequireExport(export.Id, export.Version);
                RequireConsistency(exports);
                StoredExport[] updated = [.. exports.Select(static export => export with { Version = export.Version + 1 })];
                foreach (StoredExport export in updated)
                    _exports[export.Id] = export;
                _audit.AddRange(audits);
                return updated;
            },
            cancellationToken);

    public Task RemoveExportAsync(ExportId id, long version, AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                RequireExport(id, version);
                RequireNoOpenRun(id);
                _exports.Remove(id);
                _runs.RemoveAll(run => run.Record.Export == id && run.Observed);
                _audit.Add(audit);
            },
            cancellationToken);

    private static ExportReference Reference(StoredExport export) => new(export.Id, export.Definition.DisplayName);

    private IEnumerable<StoredExport> ExportsByName() =>
        _exports.Values.OrderBy(static export => export.Definition.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(static export => export.Id.Value);

    private void RequireExport(ExportId id, long version)
    {
        if (_exports.GetValueOrDefault(id)?.Version != version)
            throw StoreConflict.Changed("export");
    }

    /// <summary>Checks what has to hold once the changes are made: every connection exists, and nobody shares an audience with an export that does not share.</summary>
    private void RequireConsistency(IReadOnlyList<StoredExport> changes)
    {
        if (changes.Any(change => change.Definition.Connection is { } connection && !_connections.ContainsKey(connection)))
            throw StoreConflict.ConnectionRemoved();
        Dictionary<ExportId, StoredExport> after = new(_exports);
        foreach (StoredExport change in changes)
            after[change.Id] = change;
        foreach (StoredExport change in changes)
        {
            if (after.Values.FirstOrDefault(other => Conflict(change, other)) is { } other)
                throw new ExportConflictException(Reference(other));
        }
    }

    private static bool Conflict(StoredExport one, StoredExport other) =>
        one.Id != other.Id
        && one.Definition.Audience == other.Definition.Audience
        && (one.Definition.Mode != ExportMode.AddOnly || other.Definition.Mode != ExportMode.AddOnly);
}
