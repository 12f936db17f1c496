using System.Diagnostics;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Upload;

namespace Snapchat.AudienceExport.Exports;

/// <content>Going on with a run that had not finished.</content>
internal sealed partial class SegmentExporter
{
    public async Task<UnfinishedRun?> FindUnfinishedAsync(SegmentExportRequest request, CancellationToken cancellationToken = default)
    {
        Validate(request, sends: false);
        return sessions is null ? null : await sessions.LookAsync(request.Audience, session => Task.FromResult(FindUnfinished(session.Membership)), cancellationToken).ConfigureAwait(false);

        UnfinishedRun? FindUnfinished(AudienceMembership membership) => membership is not { Journal: { } journal, State.Journal: var reference } ? null : new(journal.Plan.Run, request.Audience)
        {
            PlannedAt = journal.Plan.SealedAt,
            Status = StatusOf(reference?.Stop),
            Requests = journal.Plan.Requests.Count,
            Answered = journal.Progress.Acknowledged.Count,
            Obstacle = Continuation.FindObstacle(membership, journal.Plan.Run, PlanTerms.ToContinue(request), timeProvider.GetUtcNow()),
        };
    }

    public async Task<ExportReport> ResumeAsync(RunId id, SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ISnapchatAudienceClient client = Validate(request, sends: true);
        if (sessions is null)
            throw new InvalidOperationException("Without a membership store nothing is kept of a run that could go on; add one to the registration, or start a new run.");
        using var run = new RunScope(request with { Run = id }, progress, timeProvider);
        ExactSession? session = null;
        try
        {
            string? obstacle;
            try
            {
                session = await sessions.ReopenAsync(request.Audience, request.Lease, cancellationToken).ConfigureAwait(false);
                await session.ReadSuppressedAsync(cancellationToken).ConfigureAwait(false);
                obstacle = Continuation.FindObstacle(session.Membership, id, PlanTerms.ToContinue(request), timeProvider.GetUtcNow())
                    ?? await FindChangeAsync(run, client, session, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (NoteEarlyEnd(run, request.Audience, exception))
            {
                throw;
            }

            RunJournal? journal = session.Membership.Journal is { } open && open.Plan.Run == id ? open : null;
            ExportPlan plan = journal?.Plan.Account?.Plan ?? new ExportPlan(request.Audience);
            run.GoesOnFrom(journal?.Plan.StartedAt);
            if (obstacle is not null)
                return EndSuperseded(run, plan, session.Membership, journal, obstacle);
            logger.RunResumed(id, request.Audience, journal!.Progress.Acknowledged.Count, plan.Requests);
            return await UploadAsync(run, client, plan, [], Carry(session, session.Membership.ContinueAsync), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <summary>Says that a run cannot go on.</summary>
    public static ExportProblem Superseded(RunId run, string obstacle) => new(
        ExportProblemCode.Superseded, ProblemCulprit.User, $"Run {run} cannot go on, since {obstacle}; the next run collects anew, and goes on from what Snapchat acknowledged of it.");

    private static ExportStatus StatusOf(RunStop? stop) => stop switch
    {
        null => ExportStatus.Processing,
        { IsCanceled: true } => ExportStatus.Canceled,
        _ => ExportStatus.Failed,
    };

    private static ExportWarning Supersedes(RunId superseded) =>
        new(ExportWarningCode.RunSuperseded, $"Run {superseded} had not finished; this run supersedes it, and goes on from what Snapchat acknowledged of it.");

    private async Task<ExactSession> OpenAsync(ExactSessions sessions, RunScope run, SegmentExportRequest request, CancellationToken cancellationToken)
    {
        ExactSession session = await sessions.OpenAsync(request.Audience, request.Lease, cancellationToken).ConfigureAwait(false);
        if (session.Superseded is { } superseded)
            logger.RunSuperseded(superseded, request.Audience, run.Id);
        if (session.Membership.State.Last?.Run != run.Id)
            return session;

        // What is kept goes by the names of runs.
        session.Dispose();
        throw new InvalidOperationException($"Run {run.Id} has had a plan before; start a run of another ID.");
    }

    /// <returns>Why the audience is not the one that the plan was made for, in the words of a sentence; null if it is.</returns>
    private static async Task<string?> FindChangeAsync(RunScope run, ISnapchatAudienceClient client, ExactSession session, CancellationToken cancellationToken)
    {
        run.Progress.Report(ExportStage.CheckingAudience, 0, null);
        AudienceMembership membership = session.Membership;
        AudienceFacts now;
        try
        {
            using Activity? stage = RunScope.StartStage(ExportStage.CheckingAudience);
            now = AudienceFacts.Of(await CheckAudienceAsync(client, membership.Audience, cancellationToken).ConfigureAwait(false));
        }
        catch (SnapchatApiException exception) when (exception is { ErrorCode: ApiErrors.NotFound })
        {
            return "the audience was deleted at Snapchat";
        }

        if (membership.State is not { Facts: { } before, Kinds: var kinds })
            return null;
        if (RetentionRules.FindOtherAudience(before, now) is { } difference)
            return $"the audience {difference}";

        // Whoever clears an audience finds it empty.
        bool hasLost = !membership.Journal!.Plan.Nature.Clears && kinds.Any(static kind => kind.Surely > 0) && before.HasShrunkTo(now);
        return hasLost ? "the audience has lost members meanwhile" : null;
    }

    private ExportReport EndSuperseded(RunScope run, ExportPlan plan, AudienceMembership membership, RunJournal? journal, string obstacle)
    {
        bool isCanceled = journal is not null && membership.State.Journal?.Stop is { IsCanceled: true };
        var uploaded = new UploadResult(journal?.Progress.Acknowledged ?? [], null);
        return End(run, plan, ReportOf(run, plan, uploaded, Superseded(run.Id, obstacle), isCanceled ? ExportStatus.Canceled : ExportStatus.Failed));
    }
}
