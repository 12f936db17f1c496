using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Puts runs that did not finish back into the queue, so that a worker goes on with them. That takes a membership store: without one, nothing is kept to go on with.</summary>
internal sealed class RunResumption(IAudienceExportStore store, RunSignals signals, TimeProvider timeProvider, ILogger<RunResumption> logger, ExactSessions? sessions = null)
{
    /// <summary>How often a run goes on without anybody asking for it: one that kills its worker again and again must not do so for ever.</summary>
    public const int MaxResumptions = 5;

    /// <summary>Gets whether runs can be resumed at all.</summary>
    public bool IsPossible => sessions is not null;

    /// <returns>Why the export is not the one that the run was planned for, in the words of a sentence; null if it is.</returns>
    public static string? FindChange(RunRecord run, StoredExport? export) =>
        export is null ? "its export was removed" : export.Version != run.DefinitionVersion ? "its export was changed meanwhile" : null;

    /// <summary>Queues a run that failed or was canceled, since a person asks for it.</summary>
    /// <returns>The record afterwards.</returns>
    /// <exception cref="RunNotResumableException">It cannot go on.</exception>
    public async Task<RunRecord> ResumeAsync(StoredRun run, Caller caller, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindObstacleAsync(run, cancellationToken).ConfigureAwait(false) is { } obstacle)
                throw new RunNotResumableException(run.Record.Id, obstacle);
            RunRecord record = RunFate.Again(run.Record) with { RequestedBy = caller.Actor, RequestedAs = caller.Role };
            if (await TryWriteAsync(run with { Record = record }, caller.Actor, lease: null, cancellationToken).ConfigureAwait(false) is { } queued)
                return queued.Record;
            run = await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false)
                ?? throw new AudienceExportNotFoundException($"There is no run {run.Record.Id}; it was removed with its export.");
        }
    }

    /// <summary>Decides what becomes of a run whose worker died.</summary>
    public async Task<RunFate> FindFateAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (sessions is null)
            return RunFate.Ends(RunEndings.WorkerLost);
        try
        {
            StoredExport? export = await store.FindExportAsync(run.Export, cancellationToken).ConfigureAwait(false);
            return await sessions.LookAsync(run.Definition.Audience, session => Task.FromResult(FindFate(run, export, session.Membership)), cancellationToken).ConfigureAwait(false);
        }
        catch (MembershipStateException exception)
        {
            // The run must not stay under way because its audience cannot be looked at.
            logger.RunNotLookedAt(run.Id, exception.Message);
            return RunFate.Ends(run.CanceledBy is null ? RunEndings.WorkerLost : RunEndings.Canceled);
        }
    }

    /// <summary>Queues a run again without anybody asking for it.</summary>
    /// <returns>Whether it was queued; not if somebody else changed it first, or the lease is lost.</returns>
    public async Task<bool> TryQueueAsync(StoredRun run, StoredLease? lease, CancellationToken cancellationToken) =>
        await TryWriteAsync(run, SystemPrincipal.Actor, lease, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<string?> FindObstacleAsync(StoredRun run, CancellationToken cancellationToken)
    {
        if (sessions is null)
            return "no membership store is registered here, so nothing is kept of it";
        if (run.Record.Status is not (ExportStatus.Failed or ExportStatus.Canceled))
            return run.Record.HasEnded ? $"it is {run.Record.Status}" : "it has not ended";
        StoredExport? export = await store.FindExportAsync(run.Record.Export, cancellationToken).ConfigureAwait(false);
        return await sessions.LookAsync(run.Record.Definition.Audience, session => Task.FromResult(FindObstacle(run.Record, export, session.Membership)), cancellationToken).ConfigureAwait(false);
    }

    private RunFate FindFate(RunRecord run, StoredExport? export, AudienceMembership membership)
    {
        RunFate fate = RunFate.Of(run, membership);
        if (fate.Ending?.Report is not null)
            return fate;
        if (run.CanceledBy is not null)
            return RunFate.Ends(RunEndings.Canceled);
        if (fate.Queued is not { } queued)
            return fate;
        bool goesOn = queued.StartedAt is not null;
        if (run.Resumptions >= MaxResumptions)
            return RunFate.Ends(goesOn ? RunEndings.StoppedTooOften(run.Resumptions) : RunEndings.NothingSent);
        return goesOn && FindObstacle(run, export, membership) is { } obstacle ? RunFate.Ends(RunEndings.Superseded(run.Id, obstacle)) : fate;
    }

    // Connection and consent are looked at when it goes on.
    private string? FindObstacle(RunRecord run, StoredExport? export, AudienceMembership membership) =>
        FindChange(run, export) ?? Continuation.FindObstacle(membership, run.Id, terms: null, timeProvider.GetUtcNow());

    private async Task<StoredRun?> TryWriteAsync(StoredRun run, Actor actor, StoredLease? lease, CancellationToken cancellationToken)
    {
        RunRecord record = run.Record;
        AuditRecord audit = AuditRecord.Of(
            timeProvider, actor, AuditAction.ResumeRun, AuditSubject.Of(record.Id, record.Definition.DisplayName), detail: $"Queued to go on; resumed {record.Resumptions} times so far.");
        StoredRun? queued = await store.TryUpdateRunAsync(run with { Observed = false }, lease, audit, cancellationToken).ConfigureAwait(false);
        if (queued is null)
            return null;
        logger.RunQueuedAgain(record.Id, record.Export, record.Resumptions);
        signals.Queued.Set();
        return queued;
    }
}
