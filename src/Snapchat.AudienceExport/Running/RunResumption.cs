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
    // A run that kills its worker again and again must not do so for ever.
    private const int MaxResumptions = 5;

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
            RunRecord record = Queued(run.Record) with { RequestedBy = caller.Actor, RequestedAs = caller.Role };
            if (await TryWriteAsync(run with { Record = record }, caller.Actor, lease: null, cancellationToken).ConfigureAwait(false) is { } queued)
                return queued.Record;
            run = await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false)
                ?? throw new AudienceExportNotFoundException($"There is no run {run.Record.Id}; it was removed with its export.");
        }
    }

    /// <summary>Decides what becomes of a run whose worker died.</summary>
    /// <returns>How it ends; null if it can go on.</returns>
    public async Task<RunEnding?> FindEndingAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (sessions is null)
            return RunEndings.WorkerLost;
        if (run.CanceledBy is not null)
            return RunEndings.Canceled;
        try
        {
            StoredExport? export = await store.FindExportAsync(run.Export, cancellationToken).ConfigureAwait(false);
            return await sessions.LookAsync(run.Definition.Audience, session => Task.FromResult(FindEnding(run, export, session.Membership)), cancellationToken).ConfigureAwait(false);
        }
        catch (MembershipStateException exception)
        {
            // The run must not stay under way because its audience cannot be looked at.
            logger.RunNotLookedAt(run.Id, exception.Message);
            return RunEndings.WorkerLost;
        }
    }

    /// <summary>Queues a run whose worker died.</summary>
    /// <returns>Whether it was queued; not if somebody else changed it first.</returns>
    public async Task<bool> TryRecoverAsync(StoredRun run, CancellationToken cancellationToken) =>
        await TryWriteAsync(run with { Record = Queued(run.Record) }, SystemPrincipal.Actor, lease: null, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Leaves a run whose host stops to another worker.</summary>
    /// <returns>Whether it was left; not if it is to be canceled, or cannot be looked at.</returns>
    public async Task<bool> TryHandOverAsync(StoredRun run, StoredLease lease)
    {
        if (sessions is null)
            return false;
        try
        {
            (RunId? planned, RunId? ended) = await sessions
                .LookAsync(run.Record.Definition.Audience, static session => Task.FromResult((session.Membership.Journal?.Plan.Run, session.Membership.State.Last?.Run)), CancellationToken.None)
                .ConfigureAwait(false);
            if (ended == run.Record.Id)
                return false;

            // Nothing was sent before there was a plan: then it begins anew.
            RunRecord record = planned == run.Record.Id ? Queued(run.Record) : run.Record with { Status = ExportStatus.Queued, StartedAt = null, Progress = null };
            for (StoredRun? current = run; current is { Record: { HasEnded: false, CanceledBy: null } };)
            {
                if (await TryWriteAsync(current with { Record = record }, SystemPrincipal.Actor, lease, CancellationToken.None).ConfigureAwait(false) is not null)
                    return true;
                StoredRun? changed = await store.FindRunAsync(record.Id, CancellationToken.None).ConfigureAwait(false);
                current = changed?.Version == current.Version ? null : changed;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.RunNotLookedAt(run.Record.Id, Exports.ProblemTranslator.Describe(exception));
        }

        return false;
    }

    private static RunRecord Queued(RunRecord run) => run with { Status = ExportStatus.Queued, Resumptions = run.Resumptions + 1, EndedAt = null, Problem = null, CanceledBy = null };

    private async Task<string?> FindObstacleAsync(StoredRun run, CancellationToken cancellationToken)
    {
        if (sessions is null)
            return "no membership store is registered here, so nothing is kept of it";
        if (run.Record.Status is not (ExportStatus.Failed or ExportStatus.Canceled))
            return run.Record.HasEnded ? $"it is {run.Record.Status}" : "it has not ended";
        StoredExport? export = await store.FindExportAsync(run.Record.Export, cancellationToken).ConfigureAwait(false);
        return await sessions.LookAsync(run.Record.Definition.Audience, session => Task.FromResult(FindObstacle(run.Record, export, session.Membership)), cancellationToken).ConfigureAwait(false);
    }

    private RunEnding? FindEnding(RunRecord run, StoredExport? export, AudienceMembership membership)
    {
        if (membership.Journal?.Plan.Run != run.Id)
            return RunEndings.WithoutPlan(membership.State.Last, run);
        if (run.Resumptions >= MaxResumptions)
            return RunEndings.StoppedTooOften(run.Resumptions);
        return FindObstacle(run, export, membership) is { } obstacle ? RunEndings.Superseded(run.Id, obstacle) : null;
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
