using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Running;

namespace Snapchat.AudienceExport.Scheduling;

/// <inheritdoc cref="ISystemRefresh"/>
internal sealed class SystemRefresh(AccessGate gate, SchedulingBook book, WorkerPresence presence, RunSignals signals, TimeProvider timeProvider) : ISystemRefresh
{
    private static readonly AuditSubject Subject = new("system", "system-refresh");

    public async Task<SystemRefreshState> GetAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        await gate.RequireAsync(user, AudienceExportRole.Viewer, AuditAction.ViewExports, Subject, cancellationToken).ConfigureAwait(false);
        return await ShowAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<SystemRefreshState> SetAsync(ClaimsPrincipal user, long version, Recurrence? recurrence, CancellationToken cancellationToken = default)
    {
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.ChangeSystemRefresh, Subject, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(
            caller,
            AuditAction.ChangeSystemRefresh,
            Subject,
            async () =>
            {
                ValidationProblem[] problems = recurrence is null ? [] : [.. ScheduleValidator.FindProblems(recurrence)];
                if (problems.Length > 0)
                    throw new AudienceExportValidationException(problems);
                await WriteAsync(caller.Actor, version, recurrence, cancellationToken).ConfigureAwait(false);
                return await ShowAsync(cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    public async Task<SystemRefreshState> RunNowAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.RunSystemRefresh, Subject, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(
            caller,
            AuditAction.RunSystemRefresh,
            Subject,
            async () =>
            {
                await presence.RequireWorkerAsync(cancellationToken).ConfigureAwait(false);
                await BeginAsync(caller.Actor, cancellationToken).ConfigureAwait(false);
                return await ShowAsync(cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private async Task WriteAsync(Actor actor, long version, Recurrence? recurrence, CancellationToken cancellationToken)
    {
        var schedule = new SystemRefreshSchedule(recurrence, actor, timeProvider.GetUtcNow());
        AuditRecord audit = AuditRecord.Of(timeProvider, actor, AuditAction.ChangeSystemRefresh, Subject, detail: recurrence is null ? "Off." : $"{recurrence.Key}.");
        if (!await book.TryWriteScheduleAsync(schedule, version, audit, cancellationToken).ConfigureAwait(false))
            throw new AudienceExportConcurrencyException("The system refresh was changed meanwhile; look at it again, and decide again.");
    }

    private async Task BeginAsync(Actor actor, CancellationToken cancellationToken)
    {
        AuditRecord audit = AuditRecord.Of(timeProvider, actor, AuditAction.RunSystemRefresh, Subject);
        while (true)
        {
            (SystemRefreshRun? latest, long version) = await book.ReadRefreshAsync(cancellationToken).ConfigureAwait(false);
            if (latest is { HasEnded: false })
                return;
            var refresh = new SystemRefreshRun(ExportStatus.Queued, actor, timeProvider.GetUtcNow());
            if (await book.TryWriteRefreshAsync(refresh, version, audit, cancellationToken).ConfigureAwait(false))
                break;
        }

        signals.Queued.Set();
    }

    private async Task<SystemRefreshState> ShowAsync(CancellationToken cancellationToken)
    {
        (SystemRefreshSchedule? schedule, long version) = await book.ReadScheduleAsync(cancellationToken).ConfigureAwait(false);
        (SystemRefreshRun? latest, _) = await book.ReadRefreshAsync(cancellationToken).ConfigureAwait(false);
        return new SystemRefreshState(schedule?.Recurrence)
        {
            Version = version,
            NextRunAt = schedule?.Recurrence is { } recurrence ? Occurrences.Next(recurrence, timeProvider.GetUtcNow()) : null,
            Latest = latest,
            UpdatedBy = schedule?.UpdatedBy,
            UpdatedAt = schedule?.UpdatedAt,
        };
    }
}
