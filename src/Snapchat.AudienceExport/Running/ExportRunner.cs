using System.Runtime.CompilerServices;
using System.Security.Claims;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>The runs of saved exports as people ask for them and see them; what executes them is the <see cref="ExportWorker"/>.</summary>
internal sealed class ExportRunner(
    RunAccess access,
    RunQueue queue,
    RunCancellation cancellation,
    RunResumption resumption,
    RunPlanning planning,
    WorkerPresence presence,
    IConnectionClients clients,
    IAudienceExportStore store,
    RunLeases leases,
    TimeProvider timeProvider,
    ExactSessions? sessions = null) : IExportRunner
{
    private const int MaxTake = 1000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    public async Task<RunId> StartAsync(ClaimsPrincipal user, ExportId id, RunRequest? request = null, CancellationToken cancellationToken = default)
    {
        (Caller caller, StoredExport export) = await access.RequireEditorAsync(user, id, AuditAction.StartRun, cancellationToken).ConfigureAwait(false);
        return await access.RecordFailureAsync(caller, AuditAction.StartRun, AuditSubject.Of(id, export.Definition.DisplayName), async () =>
        {
            await presence.RequireWorkerAsync(cancellationToken).ConfigureAwait(false);
            return await queue.TryAddAsync(export, RunTrigger.OnDemand, caller.Actor, caller.Role, request ?? new RunRequest(), dueAt: null, cancellationToken).ConfigureAwait(false)
                ?? throw new AudienceExportNotFoundException($"There is no export {id}; it was removed a moment ago.");
        }).ConfigureAwait(false);
    }

    public async Task<ExportPlan> PlanAsync(
        ClaimsPrincipal user, ExportId id, RunRequest? request = null, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        (Caller caller, StoredExport export) = await access.RequireEditorAsync(user, id, AuditAction.UseConnection, cancellationToken).ConfigureAwait(false);
        AuditSubject subject = AuditSubject.Of(id, export.Definition.DisplayName);
        return await access.RecordFailureAsync(caller, AuditAction.UseConnection, subject, async () =>
        {
            ExportPlan plan = await planning.PlanAsync(export, request ?? new RunRequest(), progress, cancellationToken).ConfigureAwait(false);
            await store.AddAuditAsync(AuditRecord.Of(timeProvider, caller.Actor, AuditAction.UseConnection, subject, detail: "Planned a run."), cancellationToken).ConfigureAwait(false);
            return plan;
        }).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RunId>> RunAllAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        Caller caller = await access.RequireEditorAsync(user, AuditAction.StartRun, subject: null, cancellationToken).ConfigureAwait(false);
        return await access.RecordFailureAsync(caller, AuditAction.StartRun, subject: null, () => QueueAllAsync(caller, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<RunRecord> WaitAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default) =>
        await WatchAsync(user, run, cancellationToken).LastAsync(cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<RunRecord> WatchAsync(ClaimsPrincipal user, RunId run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await access.RequireViewerAsync(user, AuditSubject.Of(run), cancellationToken).ConfigureAwait(false);
        for (long seen = 0; ;)
        {
            StoredRun stored = await access.FindRunAsync(run, cancellationToken).ConfigureAwait(false);
            if (stored.Version != seen)
                yield return stored.Record;
            if (stored.Record.HasEnded)
                yield break;
            seen = stored.Version;
            await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<RunRecord> CancelAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default)
    {
        (Caller caller, StoredRun stored) = await access.RequireEditorAsync(user, run, AuditAction.CancelRun, cancellationToken).ConfigureAwait(false);
        return await access.RecordFailureAsync(caller, AuditAction.CancelRun, Subject(stored), () => cancellation.CancelAsync(stored, caller.Actor, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<RunRecord> ResumeAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default)
    {
        (Caller caller, StoredRun stored) = await access.RequireEditorAsync(user, run, AuditAction.ResumeRun, cancellationToken).ConfigureAwait(false);
        return await access.RecordFailureAsync(caller, AuditAction.ResumeRun, Subject(stored), async () =>
        {
            await presence.RequireWorkerAsync(cancellationToken).ConfigureAwait(false);
            return await resumption.ResumeAsync(stored, caller, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    public async Task<RunRecord> GetRunAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default)
    {
        await access.RequireViewerAsync(user, AuditSubject.Of(run), cancellationToken).ConfigureAwait(false);
        return (await access.FindRunAsync(run, cancellationToken).ConfigureAwait(false)).Record;
    }

    public async Task<Page<RunRecord>> GetRunsAsync(ClaimsPrincipal user, RunQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new RunQuery();
        await access.RequireViewerAsync(user, query.Export is { } export ? AuditSubject.Of(export) : null, cancellationToken).ConfigureAwait(false);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, MaxTake, nameof(query));
        return await store.GetRunsAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public async Task<RunRecord> RefreshAudienceStatusAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default)
    {
        (Caller caller, StoredRun stored) = await access.RequireEditorAsync(user, run, AuditAction.UseConnection, cancellationToken).ConfigureAwait(false);
        ConnectionId connection = await access.RequireConnectionAsync(caller, stored.Record, cancellationToken).ConfigureAwait(false);

        // A run that ended before its plan has no report to keep it in, and one under way looks by itself.
        if (stored.Record is not { HasEnded: true, Report: not null })
            return stored.Record;
        return await access.RecordFailureAsync(caller, AuditAction.UseConnection, Subject(stored), () => LookAsync(caller, connection, stored, cancellationToken)).ConfigureAwait(false);
    }

    private static AuditSubject Subject(StoredRun run) => AuditSubject.Of(run.Record.Id, run.Record.Definition.DisplayName);

    private async Task<RunRecord> LookAsync(Caller caller, ConnectionId connection, StoredRun run, CancellationToken cancellationToken)
    {
        SnapchatAudience audience = await ReadAsync(connection, run.Record, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            RunRecord record = run.Record with { Report = run.Record.Report! with { AudienceAfterwards = audience } };
            AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, AuditAction.UseConnection, Subject(run), detail: $"Read audience {audience.Id}.");
            if (await store.TryUpdateRunAsync(run with { Record = record }, lease: null, audit, cancellationToken).ConfigureAwait(false) is { } updated)
                return updated.Record;
            run = await access.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    // What later runs compare with is noted too, unless one is under way: that one looks by itself. The lease comes first, so that no run writes between the look and the note.
    private async Task<SnapchatAudience> ReadAsync(ConnectionId connection, RunRecord run, CancellationToken cancellationToken)
    {
        AudienceId id = run.Definition.Audience;
        StoredLease? lease = sessions is null ? null : await leases.TryAcquireAsync(id, run.Id, nameof(RefreshAudienceStatusAsync), cancellationToken).ConfigureAwait(false);
        if (lease is null)
            return await clients.For(connection).GetAudienceAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            SnapchatAudience audience = await clients.For(connection).GetAudienceAsync(id, cancellationToken).ConfigureAwait(false);
            await sessions!.NoteAsync(audience, lease, cancellationToken).ConfigureAwait(false);
            return audience;
        }
        finally
        {
            await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<RunId>> QueueAllAsync(Caller caller, CancellationToken cancellationToken)
    {
        await presence.RequireWorkerAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<ConnectionId, StoredConnection> connections =
            (await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(static connection => connection.Id);
        HashSet<ExportId> queued =
        [
            .. (await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false))
                .Where(static run => run.Record.Status == ExportStatus.Queued).Select(static run => run.Record.Export),
        ];
        List<RunId> runs = [];
        foreach (StoredExport export in await store.GetExportsAsync(cancellationToken).ConfigureAwait(false))
        {
            StoredConnection? connection = export.Definition.Connection is { } id ? connections.GetValueOrDefault(id) : null;
            if (!export.Definition.Schedule.IsActive || queued.Contains(export.Id) || !Rights.MayEdit(caller, connection))
                continue;
            if (await queue.TryAddAsync(export, RunTrigger.RunAll, caller.Actor, caller.Role, new RunRequest(), dueAt: null, cancellationToken).ConfigureAwait(false) is { } run)
                runs.Add(run);
        }

        return runs;
    }
}
