using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Exports: versions, order, all or none, removal.</summary>
internal static class ExportCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("An export is found as it was added", FoundAsAddedAsync),
        new("Exports are listed by name, whatever its case", ListedByNameAsync),
        new("Several exports are updated at once, each with its audit record", UpdateSeveralAsync),
        new("If one of several exports cannot be updated, none is, and nothing is in the audit log", AllOrNoneAsync),
        new("An export cannot be put on a connection that was removed", RemovedConnectionAsync),
        new("Removing an export removes its runs", RemoveWithRunsAsync),
        new("Runs of a removed export stay until every observer was told, and are purged then", RemoveUnobservedAsync),
        new("An export with a run that has not ended is not removed", RunInProgressAsync),
        new("An export is removed in its stored version only", RemoveVersionAsync),
    ];

    private static async Task FoundAsAddedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection();
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        StoredExport full = StoreSamples.FullExport(connection.Id), bare = await AddAsync(store, "Bare", cancellationToken).ConfigureAwait(false);
        await store.AddExportAsync(full, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);

        Check.Same(full, await store.FindExportAsync(full.Id, cancellationToken).ConfigureAwait(false), "The export");
        Check.Same(bare, await store.FindExportAsync(bare.Id, cancellationToken).ConfigureAwait(false), "The detached export");
        Check.That(await store.FindExportAsync(ExportId.New(TimeProvider.System), cancellationToken).ConfigureAwait(false) is null, "There is no export with an ID that nobody used.");
    }

    private static async Task ListedByNameAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        foreach (string name in (string[])["beta", "Alpha", "Gamma", "alpine"])
            await AddAsync(store, name, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);

        Check.Same((string[])["Alpha", "alpine", "beta", "Gamma"], [.. exports.Select(static export => export.Definition.DisplayName)], "The order");
    }

    private static async Task UpdateSeveralAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport one = await AddAsync(store, "One", cancellationToken).ConfigureAwait(false), two = await AddAsync(store, "Two", cancellationToken).ConfigureAwait(false);
        StoredExport[] changed = [.. ((StoredExport[])[two, one]).Select(static export => export with { Definition = export.Definition with { Schedule = ExportSchedule.Off }, UpdatedAt = StoreSamples.At(9) })];

        IReadOnlyList<StoredExport> updated = await store.UpdateExportsAsync(
            changed, [StoreSamples.Audit(AuditAction.ScheduleExport, new AuditSubject("export", "two")), StoreSamples.Audit(AuditAction.ScheduleExport, new AuditSubject("export", "one"))], cancellationToken).ConfigureAwait(false);

        Check.Same((StoredExport[])[.. changed.Select(static export => export with { Version = 2 })], [.. updated], "What the update returned");
        Check.Same(updated[0], await store.FindExportAsync(two.Id, cancellationToken).ConfigureAwait(false), "The export that was given first");
        Page<AuditRecord> audit = await store.GetAuditAsync(new AuditQuery { Action = AuditAction.ScheduleExport }, cancellationToken).ConfigureAwait(false);
        Check.Same((string[])["one", "two"], [.. audit.Items.Select(static record => record.Subject!.Id)], "The audit log");
    }

    private static async Task AllOrNoneAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport one = await AddAsync(store, "One", cancellationToken).ConfigureAwait(false), two = await AddAsync(store, "Two", cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.UpdateExportsAsync([Renamed(one), Renamed(two) with { Version = 2 }], [StoreSamples.Audit(AuditAction.EditExport), StoreSamples.Audit(AuditAction.EditExport)], cancellationToken),
            "An update with a version that is not stored").ConfigureAwait(false);
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.UpdateExportsAsync([Renamed(one), StoreSamples.Export()], [StoreSamples.Audit(AuditAction.EditExport), StoreSamples.Audit(AuditAction.EditExport)], cancellationToken),
            "An update with an export that is not there").ConfigureAwait(false);

        Check.Same(one, await store.FindExportAsync(one.Id, cancellationToken).ConfigureAwait(false), "The export that could have been updated");
        Check.Same(0L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.EditExport }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of edits");
    }

    private static async Task RemovedConnectionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport detached = await AddAsync(store, "Detached", cancellationToken).ConfigureAwait(false);
        var gone = ConnectionId.New(TimeProvider.System);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.AddExportAsync(StoreSamples.Export(connection: gone), StoreSamples.Audit(AuditAction.CreateExport), cancellationToken), "A new export on a removed connection").ConfigureAwait(false);
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.UpdateExportsAsync([detached with { Definition = detached.Definition with { Connection = gone } }], [StoreSamples.Audit(AuditAction.AttachExport)], cancellationToken),
            "Attaching to a removed connection").ConfigureAwait(false);

        Check.Same((StoredExport[])[detached], [.. await store.GetExportsAsync(cancellationToken).ConfigureAwait(false)], "The exports");
    }

    private static async Task RemoveWithRunsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddAsync(store, "One", cancellationToken).ConfigureAwait(false);
        StoredRun run = StoreSamples.Run(export).In(ExportStatus.Successful) with { Observed = true };
        await store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);

        await store.RemoveExportAsync(export.Id, export.Version, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken).ConfigureAwait(false);

        Check.That(await store.FindExportAsync(export.Id, cancellationToken).ConfigureAwait(false) is null, "The export is gone.");
        Check.That(await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false) is null, "Its runs are gone.");
        Check.Same(3L, (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of audit records, which stay");
    }

    private static async Task RemoveUnobservedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddAsync(store, "One", cancellationToken).ConfigureAwait(false);
        StoredRun run = StoreSamples.Run(export).In(ExportStatus.Successful);
        await store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);

        await store.RemoveExportAsync(export.Id, export.Version, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken).ConfigureAwait(false);

        Check.Same(0L, await store.PurgeAsync(StoreSamples.At(1000), StoreSamples.At(-1), cancellationToken).ConfigureAwait(false), "The number of what was removed before the observers were told");
        Check.Same((StoredRun[])[run], [.. await store.GetUnobservedRunsAsync(10, cancellationToken).ConfigureAwait(false)], "The runs that observers are to be told of");
        Check.Found(await store.TryUpdateRunAsync(run with { Observed = true }, cancellationToken: cancellationToken).ConfigureAwait(false), "The run, told");
        Check.Same(1L, await store.PurgeAsync(StoreSamples.At(-1), StoreSamples.At(-1), cancellationToken).ConfigureAwait(false), "The number of what was removed afterwards");
        Check.That(await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false) is null, "The run is gone.");
    }

    private static async Task RunInProgressAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddAsync(store, "One", cancellationToken).ConfigureAwait(false);
        StoredRun run = StoreSamples.Run(export);
        await store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);

        RunInProgressException refusal = await Check.ThrowsAsync<RunInProgressException>(
            () => store.RemoveExportAsync(export.Id, export.Version, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken), "Removing an export with a queued run").ConfigureAwait(false);

        Check.Same(run.Record.Id, refusal.Run, "The run that is named");
        Check.Same(export, await store.FindExportAsync(export.Id, cancellationToken).ConfigureAwait(false), "The export");
    }

    private static async Task RemoveVersionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddAsync(store, "One", cancellationToken).ConfigureAwait(false);
        await store.UpdateExportsAsync([Renamed(export)], [StoreSamples.Audit(AuditAction.EditExport)], cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.RemoveExportAsync(export.Id, export.Version, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken), "Removing an old version").ConfigureAwait(false);
        await store.RemoveExportAsync(export.Id, 2, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken).ConfigureAwait(false);
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.RemoveExportAsync(export.Id, 2, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken), "Removing it again").ConfigureAwait(false);
    }

    private static StoredExport Renamed(StoredExport export) => export with { Definition = export.Definition with { DisplayName = "Renamed" } };

    private static async Task<StoredExport> AddAsync(IAudienceExportStore store, string name, CancellationToken cancellationToken)
    {
        StoredExport export = StoreSamples.Export(name: name);
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);
        return export;
    }
}
