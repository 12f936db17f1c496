using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Runs: added, found, listed.</summary>
internal static class RunCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("A run is found as it was added", FoundAsAddedAsync),
        new("No run is added for an export that was removed", RemovedExportAsync),
        new("An export has one run per due time", OnePerDueTimeAsync),
        new("Of many who add a run for one due time at once, one succeeds", OnePerDueTimeAtOnceAsync),
        new("A run that is to be refused while the export is busy is not added beside one that has not ended", RefusedAsync),
        new("Of many who add a run that is to be refused while the export is busy at once, one succeeds", RefusedAtOnceAsync),
        new("Runs are listed the latest first, in pages, by export and status", ListedAsync),
        new("The latest run and the last success of every export that ever ran are known", LatestAsync),
        new("Runs that have not ended are listed in the order they were asked for", OpenAsync),
        new("Ended runs of which not every observer was told are listed in the order they were asked for", UnobservedAsync),
    ];

    private static async Task FoundAsAddedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection();
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        StoredExport export = StoreSamples.FullExport(connection.Id);
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);
        StoredRun queued = StoreSamples.Run(export), full = StoreSamples.Run(export, 1, StoreSamples.At(0)).Finished();
        full = full with
        {
            Record = full.Record with
            {
                Trigger = RunTrigger.Schedule,
                RequestedAs = AudienceExportRole.Administrator,
                Request = new RunRequest { WhenBusy = WhenBusy.Refuse, ResendAll = true, ConfirmedPlan = "plan" },
            },
        };

        Check.That(await AddAsync(store, full, cancellationToken).ConfigureAwait(false), "The ended run is added.");
        Check.That(await AddAsync(store, queued, cancellationToken).ConfigureAwait(false), "The queued run is added.");

        Check.Same(queued, await store.FindRunAsync(queued.Record.Id, cancellationToken).ConfigureAwait(false), "The queued run");
        Check.Same(full, await store.FindRunAsync(full.Record.Id, cancellationToken).ConfigureAwait(false), "The ended run");
        Check.That(await store.FindRunAsync(RunId.New(TimeProvider.System), cancellationToken).ConfigureAwait(false) is null, "There is no run with an ID that nobody used.");
        Check.Same(2L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.StartRun }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of starts");
    }

    private static async Task RemovedExportAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        await store.RemoveExportAsync(export.Id, export.Version, StoreSamples.Audit(AuditAction.RemoveExport), cancellationToken).ConfigureAwait(false);
        StoredRun run = StoreSamples.Run(export);

        Check.That(!await AddAsync(store, run, cancellationToken).ConfigureAwait(false), "A run of a removed export is not added.");
        Check.That(await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false) is null, "It is not found either.");
        Check.Same(0L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.StartRun }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of starts");
    }

    private static async Task OnePerDueTimeAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false), other = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);

        Check.That(await AddAsync(store, StoreSamples.Run(export, 0, StoreSamples.At(5)), cancellationToken).ConfigureAwait(false), "The first run of a due time is added.");
        Check.That(!await AddAsync(store, StoreSamples.Run(export, 1, StoreSamples.At(5).ToOffset(TimeSpan.FromHours(5))), cancellationToken).ConfigureAwait(false), "The second one is not, whatever the offset its time is given with.");
        Check.That(await AddAsync(store, StoreSamples.Run(export, 2, StoreSamples.At(6)), cancellationToken).ConfigureAwait(false), "Another due time is another run.");
        Check.That(await AddAsync(store, StoreSamples.Run(other, 2, StoreSamples.At(5)), cancellationToken).ConfigureAwait(false), "Another export has a run of its own.");
        Check.That(await AddAsync(store, StoreSamples.Run(export, 3), cancellationToken).ConfigureAwait(false), "A run without a due time is added.");
        Check.That(await AddAsync(store, StoreSamples.Run(export, 4), cancellationToken).ConfigureAwait(false), "A second run without a due time is added.");
    }

    private static async Task OnePerDueTimeAtOnceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AddAsync(store, StoreSamples.Run(export, 0, StoreSamples.At(5)), cancellationToken), cancellationToken))).ConfigureAwait(false);

        Check.Same(1, added.Count(static one => one), "The number of successes");
        Check.Same(1L, (await store.GetRunsAsync(new RunQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of runs");
    }

    private static async Task RefusedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false), other = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun open = StoreSamples.Run(export, 1);
        await AddAsync(store, StoreSamples.Run(export, 0).In(ExportStatus.Failed, 1), cancellationToken).ConfigureAwait(false);
        await AddAsync(store, open, cancellationToken).ConfigureAwait(false);

        RunInProgressException refusal = await Check.ThrowsAsync<RunInProgressException>(() => AddAsync(store, Refusing(export), cancellationToken), "A run beside one that is queued").ConfigureAwait(false);
        Check.Same(open.Record.Id, refusal.Run, "The run that is named");
        open = Check.Found(await store.TryUpdateRunAsync(open.In(ExportStatus.Processing), cancellationToken: cancellationToken).ConfigureAwait(false), "The run, started");
        await Check.ThrowsAsync<RunInProgressException>(() => AddAsync(store, Refusing(export), cancellationToken), "A run beside one that is processing").ConfigureAwait(false);
        Check.Same(2L, (await store.GetAuditAsync(new AuditQuery { Action = AuditAction.StartRun }, cancellationToken).ConfigureAwait(false)).Total, "The number of audit records of starts");

        Check.That(await AddAsync(store, Refusing(other), cancellationToken).ConfigureAwait(false), "The run of another export is added.");
        await store.TryUpdateRunAsync(open.In(ExportStatus.Failed), cancellationToken: cancellationToken).ConfigureAwait(false);
        Check.That(await AddAsync(store, Refusing(export), cancellationToken).ConfigureAwait(false), "A run after the end of the other is added.");
    }

    private static async Task RefusedAtOnceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => TryAddAsync(store, Refusing(export), cancellationToken), cancellationToken))).ConfigureAwait(false);

        Check.Same(1, added.Count(static one => one), "The number of successes");
        Check.Same(1L, (await store.GetRunsAsync(new RunQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of runs");
    }

    private static StoredRun Refusing(StoredExport export)
    {
        StoredRun run = StoreSamples.Run(export, 9);
        return run with { Record = run.Record with { Request = new RunRequest { WhenBusy = WhenBusy.Refuse } } };
    }

    private static async Task<bool> TryAddAsync(IAudienceExportStore store, StoredRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await AddAsync(store, run, cancellationToken).ConfigureAwait(false);
        }
        catch (RunInProgressException)
        {
            return false;
        }
    }

    private static async Task ListedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false), other = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun[] runs = [.. Enumerable.Range(0, 7).Select(minute => StoreSamples.Run(minute == 3 ? other : export, minute).In(minute % 2 == 0 ? ExportStatus.Successful : ExportStatus.Failed, minute))];
        foreach (StoredRun run in runs)
            await AddAsync(store, run, cancellationToken).ConfigureAwait(false);

        await ExpectAsync(new RunQuery(), 7, 6, 5, 4, 3, 2, 1, 0).ConfigureAwait(false);
        await ExpectAsync(new RunQuery { Skip = 2, Take = 3 }, 7, 4, 3, 2).ConfigureAwait(false);
        await ExpectAsync(new RunQuery { Skip = 6, Take = 3 }, 7, 0).ConfigureAwait(false);
        await ExpectAsync(new RunQuery { Skip = 9 }, 7).ConfigureAwait(false);
        await ExpectAsync(new RunQuery { Export = export.Id, Take = 2 }, 6, 6, 5).ConfigureAwait(false);
        await ExpectAsync(new RunQuery { Status = ExportStatus.Failed }, 3, 5, 3, 1).ConfigureAwait(false);
        await ExpectAsync(new RunQuery { Export = export.Id, Status = ExportStatus.Failed, Skip = 1 }, 2, 1).ConfigureAwait(false);

        async Task ExpectAsync(RunQuery query, long total, params int[] minutes)
        {
            Page<RunRecord> page = await store.GetRunsAsync(query, cancellationToken).ConfigureAwait(false);
            Check.Same(new Page<RunRecord>([.. minutes.Select(minute => runs[minute].Record)], total), page, $"The answer to {query}");
        }
    }

    private static async Task LatestAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false), failing = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        await AddAsync(store, StoreSamples.Run(export, 0).In(ExportStatus.Successful, 1), cancellationToken).ConfigureAwait(false);
        await AddAsync(store, StoreSamples.Run(export, 2).In(ExportStatus.Successful, 3), cancellationToken).ConfigureAwait(false);
        await AddAsync(store, StoreSamples.Run(export, 4).In(ExportStatus.Failed, 5), cancellationToken).ConfigureAwait(false);
        StoredRun queued = StoreSamples.Run(export, 6), failed = StoreSamples.Run(failing, 7).Finished();
        await AddAsync(store, queued, cancellationToken).ConfigureAwait(false);
        await AddAsync(store, failed, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<LatestRuns> latest = await store.GetLatestRunsAsync(cancellationToken).ConfigureAwait(false);

        Check.Same(2, latest.Count, "The number of exports that ever ran");
        Check.Same(new LatestRuns(export.Id, queued.Record, StoreSamples.At(3)), latest.Single(one => one.Export == export.Id), "The latest run of the first export");
        Check.Same(new LatestRuns(failing.Id, failed.Record with { Report = null }, null), latest.Single(one => one.Export == failing.Id), "The latest run of the export that never succeeded, without its report");
    }

    private static async Task OpenAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false), other = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun processing = StoreSamples.Run(export, 1).In(ExportStatus.Processing, 2), queued = StoreSamples.Run(other, 3), waiting = StoreSamples.Run(export, 4);
        await AddAsync(store, StoreSamples.Run(export, 0).In(ExportStatus.Canceled, 1), cancellationToken).ConfigureAwait(false);
        foreach (StoredRun run in (StoredRun[])[processing, queued, waiting])
            await AddAsync(store, run, cancellationToken).ConfigureAwait(false);

        Check.Same((StoredRun[])[processing, queued, waiting], [.. await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false)], "The open runs");
    }

    private static async Task UnobservedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = await AddExportAsync(store, cancellationToken).ConfigureAwait(false);
        StoredRun one = StoreSamples.Run(export, 1).In(ExportStatus.Failed, 2), two = StoreSamples.Run(export, 3).In(ExportStatus.Skipped, 4), three = StoreSamples.Run(export, 5).In(ExportStatus.Successful, 6);
        StoredRun told = StoreSamples.Run(export, 0).In(ExportStatus.Failed, 1) with { Observed = true };
        foreach (StoredRun run in (StoredRun[])[told, one, two, three, StoreSamples.Run(export, 7)])
            await AddAsync(store, run, cancellationToken).ConfigureAwait(false);

        Check.Same((StoredRun[])[one, two], [.. await store.GetUnobservedRunsAsync(2, cancellationToken).ConfigureAwait(false)], "The first two");
        await store.TryUpdateRunAsync(one with { Observed = true }, cancellationToken: cancellationToken).ConfigureAwait(false);
        Check.Same((StoredRun[])[two, three], [.. await store.GetUnobservedRunsAsync(10, cancellationToken).ConfigureAwait(false)], "Those that remain");
    }

    private static Task<bool> AddAsync(IAudienceExportStore store, StoredRun run, CancellationToken cancellationToken) =>
        store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken);

    private static async Task<StoredExport> AddExportAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport export = StoreSamples.Export();
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);
        return export;
    }
}
