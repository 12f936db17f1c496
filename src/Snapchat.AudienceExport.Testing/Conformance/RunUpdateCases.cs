using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Updates of runs: versions, leases, one that is processing per export.</summary>
internal static class RunUpdateCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("An update of a run raises its version and keeps everything", UpdateAsync),
        new("An update of another version of a run, or of a run that was removed, changes nothing and leaves no audit record", OldVersionAsync),
        new("An export has one run that is processing", OneProcessingAsync),
        new("Of many runs of an export that start at once, one starts", OneStartsAsync),
        new("An update under a lease that is held is made", HeldLeaseAsync),
        new("An update under a lease that expired, was released or was acquired by another is not made", LostLeaseAsync),
    ];

    private static async Task UpdateAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (_, StoredRun run) = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun finished = run.Finished();

        StoredRun? updated = await store.TryUpdateRunAsync(finished, audit: StoreSamples.Audit(AuditAction.EndRun), cancellationToken: cancellationToken).ConfigureAwait(false);

        Check.Same(finished with { Version = 2 }, updated, "What the update returned");
        Check.Same(updated, await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false), "The stored run");
        Check.Same(1L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.EndRun }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of ends");
    }

    private static async Task OldVersionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredExport export, StoredRun run) = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun updated = Check.Found(await store.TryUpdateRunAsync(run.In(ExportStatus.Failed) with { Observed = true }, cancellationToken: cancellationToken).ConfigureAwait(false), "The updated run");

        Check.That(await store.TryUpdateRunAsync(run.In(ExportStatus.Canceled), audit: StoreSamples.Audit(AuditAction.EndRun), cancellationToken: cancellationToken).ConfigureAwait(false) is null, "An old version is not updated.");
        Check.Same(updated, await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false), "The stored run");
        await store.RemoveExportAsync(export.Id, export.Version, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken).ConfigureAwait(false);
        Check.That(await store.TryUpdateRunAsync(updated, audit: StoreSamples.Audit(AuditAction.EndRun), cancellationToken: cancellationToken).ConfigureAwait(false) is null, "A removed run is not updated.");
        Check.Same(0L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.EndRun }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of ends");
    }

    private static async Task OneProcessingAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredExport export, StoredRun first) = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun second = StoreSamples.Run(export, 1);
        await store.TryAddRunAsync(second, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);
        (_, StoredRun other) = await AddAsync(store, cancellationToken).ConfigureAwait(false);

        first = Check.Found(await UpdateAsync(store, first.In(ExportStatus.Processing), cancellationToken).ConfigureAwait(false), "The first run that starts");
        Check.That(await UpdateAsync(store, second.In(ExportStatus.Processing), cancellationToken).ConfigureAwait(false) is null, "A second run does not start beside it.");
        Check.Found(await UpdateAsync(store, other.In(ExportStatus.Processing), cancellationToken).ConfigureAwait(false), "The run of another export");
        first = Check.Found(await UpdateAsync(store, first with { Record = first.Record with { CanceledBy = StoreSamples.Administrator } }, cancellationToken).ConfigureAwait(false), "The first run, updated while it is processing");
        Check.Found(await UpdateAsync(store, first.In(ExportStatus.Canceled), cancellationToken).ConfigureAwait(false), "The first run, ended");
        Check.Found(await UpdateAsync(store, second.In(ExportStatus.Processing), cancellationToken).ConfigureAwait(false), "The second run, started after the end of the first");
    }

    private static async Task OneStartsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredExport export, StoredRun first) = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        List<StoredRun> runs = [first];
        for (int minute = 1; minute < 8; minute++)
        {
            runs.Add(StoreSamples.Run(export, minute));
            await store.TryAddRunAsync(runs[^1], StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);
        }

        StoredRun?[] started = await Task.WhenAll(runs.Select(run => Task.Run(() => UpdateAsync(store, run.In(ExportStatus.Processing), cancellationToken), cancellationToken))).ConfigureAwait(false);

        Check.Same(1, started.Count(static run => run is not null), "The number of runs that started");
    }

    private static async Task HeldLeaseAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (_, StoredRun run) = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredLease lease = Check.Found(await store.TryAcquireLeaseAsync("audience:1", "worker", TimeSpan.FromHours(1), cancellationToken: cancellationToken).ConfigureAwait(false), "The lease");
        await store.TryRenewLeaseAsync(lease, TimeSpan.FromHours(2), cancellationToken).ConfigureAwait(false);

        StoredRun? started = await store.TryUpdateRunAsync(run.In(ExportStatus.Processing) with { Fence = lease.Fence }, lease, cancellationToken: cancellationToken).ConfigureAwait(false);

        Check.Same(lease.Fence, Check.Found(started, "The run, updated under the lease").Fence, "The fence of the run");
    }

    private static async Task LostLeaseAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (_, StoredRun run) = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredLease expired = await LeaseCases.ExpiredAsync(store, "audience:1", "worker", cancellationToken).ConfigureAwait(false);
        StoredLease taken = await LeaseCases.ExpiredAsync(store, "audience:2", "worker", cancellationToken).ConfigureAwait(false);
        Check.Found(await store.TryAcquireLeaseAsync("audience:2", "another", TimeSpan.FromHours(1), cancellationToken: cancellationToken).ConfigureAwait(false), "The lease of another");
        StoredLease released = Check.Found(await store.TryAcquireLeaseAsync("audience:3", "worker", TimeSpan.FromHours(1), cancellationToken: cancellationToken).ConfigureAwait(false), "The lease to release");
        await store.ReleaseLeaseAsync(released, cancellationToken).ConfigureAwait(false);
        var never = new StoredLease("audience:4", "worker", 1, (await store.GetTimeAsync(cancellationToken).ConfigureAwait(false)).AddHours(1));

        foreach (StoredLease lost in (StoredLease[])[expired, taken, released, never])
        {
            StoredRun? updated = await store.TryUpdateRunAsync(run.In(ExportStatus.Processing), lost, StoreSamples.Audit(AuditAction.EndRun), cancellationToken).ConfigureAwait(false);
            Check.That(updated is null, $"An update under the lost lease {lost} is not made.");
        }

        Check.Same(run, await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false), "The run");
        Check.Same(0L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.EndRun }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of ends");
    }

    private static Task<StoredRun?> UpdateAsync(IAudienceExportStore store, StoredRun run, CancellationToken cancellationToken) =>
        store.TryUpdateRunAsync(run, cancellationToken: cancellationToken);

    private static async Task<(StoredExport Export, StoredRun Run)> AddAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = StoreSamples.Export();
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);
        StoredRun run = StoreSamples.Run(export);
        await store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);
        return (export, run);
    }
}
