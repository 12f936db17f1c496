using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>The audit log, and what is removed from history.</summary>
internal static class HistoryCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("An audit record is kept as it was added", KeptAsync),
        new("Audit records are listed the latest first, in pages, by subject, actor and action", ListedAsync),
        new("Audit records from before a time are purged", PurgeAuditAsync),
        new("Runs that ended before a time are purged; the latest of each export and its last successful one stay", PurgeRunsAsync),
        new("Runs that have not ended are never purged", PurgeOpenRunsAsync),
        new("Runs of which not every observer was told are never purged", PurgeUnobservedRunsAsync),
        new("Leases of workers that were released are purged; others stay, so that fences go on rising", PurgeLeasesAsync),
    ];

    private static async Task KeptAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        AuditRecord full = StoreSamples.Audit(AuditAction.ShareConnection, new AuditSubject("connection", "id-1", "Main")) with { Outcome = AuditOutcome.Failed };
        AuditRecord bare = StoreSamples.Audit(AuditAction.ViewAuditLog, minute: 1, actor: new Actor("nobody")) with { Outcome = AuditOutcome.Denied, Detail = null };
        await store.AddAuditAsync(full, cancellationToken).ConfigureAwait(false);
        await store.AddAuditAsync(bare, cancellationToken).ConfigureAwait(false);

        Check.Same(new Page<AuditRecord>([bare, full], 2), await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false), "The audit log");
    }

    private static async Task ListedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        AuditRecord[] records =
        [
            .. Enumerable.Range(0, 6).Select(static minute => StoreSamples.Audit(
                minute % 2 == 0 ? AuditAction.EditExport : AuditAction.StartRun, new AuditSubject("export", $"export-{minute / 3}"), minute, new Actor($"actor-{minute % 3}"))),
        ];
        foreach (AuditRecord record in records)
            await store.AddAuditAsync(record, cancellationToken).ConfigureAwait(false);

        await ExpectAsync(new AuditQuery { Take = 2 }, 6, 5, 4).ConfigureAwait(false);
        await ExpectAsync(new AuditQuery { Skip = 4, Take = 10 }, 6, 1, 0).ConfigureAwait(false);
        await ExpectAsync(new AuditQuery { SubjectId = "export-1" }, 3, 5, 4, 3).ConfigureAwait(false);
        await ExpectAsync(new AuditQuery { ActorId = "actor-0" }, 2, 3, 0).ConfigureAwait(false);
        await ExpectAsync(new AuditQuery { Action = AuditAction.EditExport, Skip = 1 }, 3, 2, 0).ConfigureAwait(false);
        await ExpectAsync(new AuditQuery { Action = AuditAction.EditExport, SubjectId = "export-0", ActorId = "actor-2" }, 1, 2).ConfigureAwait(false);
        await ExpectAsync(new AuditQuery { ActorId = "Actor-0" }, 0).ConfigureAwait(false);

        async Task ExpectAsync(AuditQuery query, long total, params int[] minutes)
        {
            Page<AuditRecord> page = await store.GetAuditAsync(query, cancellationToken).ConfigureAwait(false);
            Check.Same(new Page<AuditRecord>([.. minutes.Select(minute => records[minute])], total), page, $"The answer to {query}");
        }
    }

    private static async Task PurgeAuditAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        for (int minute = 0; minute < 5; minute++)
            await store.AddAuditAsync(StoreSamples.Audit(AuditAction.EditExport, minute: minute), cancellationToken).ConfigureAwait(false);

        Check.Same(3L, await store.PurgeAsync(StoreSamples.At(0), StoreSamples.At(3), cancellationToken).ConfigureAwait(false), "The number of what was removed");
        Check.Same(2L, (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of audit records that stay");
        Check.Same(0L, await store.PurgeAsync(StoreSamples.At(0), StoreSamples.At(3), cancellationToken).ConfigureAwait(false), "The number of what was removed the second time");
    }

    private static async Task PurgeRunsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false), other = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun oldSuccess = StoreSamples.Run(export, 0).In(ExportStatus.Successful, 1), lastSuccess = StoreSamples.Run(export, 2).In(ExportStatus.Successful, 3);
        StoredRun failure = StoreSamples.Run(export, 4).In(ExportStatus.Failed, 5), latest = StoreSamples.Run(export, 6).In(ExportStatus.Skipped, 7);
        StoredRun first = StoreSamples.Run(other, 1).In(ExportStatus.Failed, 2), young = StoreSamples.Run(other, 3).In(ExportStatus.Failed, 20), last = StoreSamples.Run(other, 21).In(ExportStatus.Failed, 22);
        foreach (StoredRun run in (StoredRun[])[oldSuccess, first, lastSuccess, young, failure, latest, last])
            await store.TryAddRunAsync(run with { Observed = true }, StoreSamples.Audit(AuditAction.StartRun, minute: 30), cancellationToken).ConfigureAwait(false);

        Check.Same(3L, await store.PurgeAsync(StoreSamples.At(20), StoreSamples.At(0), cancellationToken).ConfigureAwait(false), "The number of what was removed");

        Page<RunRecord> runs = await store.GetRunsAsync(new RunQuery(), cancellationToken).ConfigureAwait(false);
        Check.Same((RunId[])[last.Record.Id, latest.Record.Id, young.Record.Id, lastSuccess.Record.Id], [.. runs.Items.Select(static run => run.Id)], "The runs that stay");
        Check.Same(9L, (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of audit records, which stay");
    }

    private static async Task PurgeOpenRunsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        await store.TryAddRunAsync(StoreSamples.Run(export).In(ExportStatus.Processing), StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);
        await store.TryAddRunAsync(StoreSamples.Run(export, 1), StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);

        Check.Same(0L, await store.PurgeAsync(StoreSamples.At(1000), StoreSamples.At(0), cancellationToken).ConfigureAwait(false), "The number of what was removed");
    }

    private static async Task PurgeUnobservedRunsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun told = StoreSamples.Run(export, 0).In(ExportStatus.Failed, 1) with { Observed = true }, untold = StoreSamples.Run(export, 2).In(ExportStatus.Failed, 3), latest = StoreSamples.Run(export, 4).In(ExportStatus.Failed, 5);
        foreach (StoredRun run in (StoredRun[])[told, untold, latest])
            await store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);

        Check.Same(1L, await store.PurgeAsync(StoreSamples.At(20), StoreSamples.At(-1), cancellationToken).ConfigureAwait(false), "The number of what was removed");
        Check.Same((StoredRun[])[untold, latest], [.. await store.GetUnobservedRunsAsync(10, cancellationToken).ConfigureAwait(false)], "The runs that observers are to be told of");
    }

    private static async Task PurgeLeasesAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        foreach (string name in (string[])["worker:gone", "worker:alive", "audience:1"])
        {
            StoredLease lease = Check.Found(await store.TryAcquireLeaseAsync(name, "holder", TimeSpan.FromHours(1), cancellationToken: cancellationToken).ConfigureAwait(false), "The lease");
            if (!name.EndsWith("alive", StringComparison.Ordinal))
                await store.ReleaseLeaseAsync(lease, cancellationToken).ConfigureAwait(false);
        }

        Check.Same(0L, await store.PurgeAsync(StoreSamples.At(1000), StoreSamples.At(0), cancellationToken).ConfigureAwait(false), "The number of runs and audit records that were removed");

        Check.Same(1L, await FenceAsync("worker:gone").ConfigureAwait(false), "The fence of a worker that was forgotten");
        Check.Same(2L, await FenceAsync("worker:alive").ConfigureAwait(false), "The fence of a worker that is alive");
        Check.Same(2L, await FenceAsync("audience:1").ConfigureAwait(false), "The fence of an audience");

        async Task<long> FenceAsync(string name) =>
            Check.Found(await store.TryAcquireLeaseAsync(name, "holder", TimeSpan.FromHours(1), cancellationToken: cancellationToken).ConfigureAwait(false), name).Fence;
    }

    private static async Task<StoredExport> AddExportAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = StoreSamples.Export();
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport, minute: 30), cancellationToken).ConfigureAwait(false);
        return export;
    }
}
