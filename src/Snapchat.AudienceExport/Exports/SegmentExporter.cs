using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Planning;
using Snapchat.AudienceExport.Upload;

namespace Snapchat.AudienceExport.Exports;

/// <summary>The stages of a run, in their order: check the audience, collect, plan, upload, reconcile, report.</summary>
internal sealed partial class SegmentExporter(
    IOptions<SnapchatAudienceExportOptions> options,
    IServiceProvider services,
    TimeProvider timeProvider,
    ExportMetrics metrics,
    ILogger<SegmentExporter> logger,
    IPhoneNumberNormalizer? phones = null,
    ExactSessions? sessions = null) : ISegmentExporter
{
    // 256 MiB of digests at most stay pooled between runs: those of 8 million profiles.
    private const int PooledPages = 32 * 1024;

    private static readonly ExportWarning Incomplete = new(
        ExportWarningCode.AudienceIncomplete, "The audience was cleared for this run, or still will be, and not everybody is in it again: resume the run, or run the export again.");

    private ArrayPool<Sha256Digest> _pages = NewPages();

    // A pool of its own: the shared one keeps a buffer per thread, and requests end on any thread.
    private readonly ArrayPool<Sha256Digest> _batches = ArrayPool<Sha256Digest>.Create(IdentifierBatch.MaxCount, options.Value.MaxConcurrentUploads);

    public async Task<ExportPlan> PlanAsync(SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ISnapchatAudienceClient client = Validate(request, sends: false);
        using var run = new RunScope(request, progress, timeProvider);
        try
        {
            using Preparation prepared = await PrepareAsync(run, client, request, session: null, cancellationToken).ConfigureAwait(false);
            run.Progress.Report(ExportStage.Finished, 0, null);
            return prepared.Plan;
        }
        catch (Exception exception) when (run.SetEarlyEnd(exception))
        {
            throw;
        }
    }

    public async Task<ExportReport> ExportAsync(SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ISnapchatAudienceClient client = Validate(request, sends: true);
        using var run = new RunScope(request, progress, timeProvider);
        logger.RunStarted(run.Id, request.Audience);
        ExactSession? session = null;
        try
        {
            Preparation prepared;
            try
            {
                session = sessions is null ? null : await OpenAsync(sessions, run, request, cancellationToken).ConfigureAwait(false);
                prepared = await PrepareAsync(run, client, request, session, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (NoteEarlyEnd(run, request.Audience, exception))
            {
                throw;
            }

            using (prepared)
            {
                ExportPlan plan = prepared.Plan;
                if (plan.Problem is { } problem)
                    return End(run, plan, ReportOf(run, plan, new UploadResult([], null), problem, problem.Code == ExportProblemCode.TooManyProfiles ? ExportStatus.Skipped : ExportStatus.Failed));
                if (session is null || prepared.Exact is not { } exact)
                    return await UploadAsync(run, client, plan, prepared.Requests, null, cancellationToken).ConfigureAwait(false);
                ExactUpload upload = Carry(session, token => session.SealAsync(exact, plan, prepared.Wanted, token));
                return await UploadAsync(run, client, plan, [], upload, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            session?.Dispose();
        }
    }

    private ISnapchatAudienceClient Validate(SegmentExportRequest request, bool sends)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestValidator.Validate(request, options.Value, phones, sessions is not null, sends);
        return request.Client ?? services.GetRequiredService<ISnapchatAudienceClient>();
    }

    private async Task<Preparation> PrepareAsync(RunScope run, ISnapchatAudienceClient client, SegmentExportRequest request, ExactSession? session, CancellationToken cancellationToken)
    {
        SnapchatAudience audience;
        run.Progress.Report(ExportStage.CheckingAudience, 0, null);
        try
        {
            using Activity? stage = RunScope.StartStage(ExportStage.CheckingAudience);
            audience = await CheckAudienceAsync(client, request.Audience, cancellationToken).ConfigureAwait(false);
        }
        catch (SnapchatApiException exception) when (exception is { ErrorCode: ApiErrors.NotFound })
        {
            // An audience that was never written to is a wrong ID, and Snapchat's own words say that best.
            if (sessions is null || !await KnowAsync(request.Audience, session, static known => Task.FromResult(known.HasHistory), cancellationToken).ConfigureAwait(false))
                throw;
            return new Preparation(new ExportPlan(request.Audience) { Problem = ProblemTranslator.Deleted(request.Audience) }, WantedIdentifiers.None, [], null);
        }

        WantedIdentifiers wanted = await CollectAsync(run, request, cancellationToken).ConfigureAwait(false);
        if (wanted.Kinds.Any(static kind => kind.Digests.IsSpilled))
            GiveBackPages();
        try
        {
            return await PlanAsync(run, request, wanted, audience, session, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            wanted.Dispose();
            throw;
        }
    }

    private async Task<WantedIdentifiers> CollectAsync(RunScope run, SegmentExportRequest request, CancellationToken cancellationToken)
    {
        using Activity? stage = RunScope.StartStage(ExportStage.Collecting);
        var source = new GuardedSource(request.Source, options.Value.IncludeSourceExceptions);
        SegmentSelection segments = await SegmentSelection.FindAsync(source, request, cancellationToken).ConfigureAwait(false);
        using var collector = new SegmentCollector(request.Identifiers, phones, options.Value, _pages, metrics);
        WantedIdentifiers wanted = await collector.CollectAsync(source, segments.Readable, request.ExportUser, run.Progress, cancellationToken).ConfigureAwait(false);
        wanted.Unread = segments.Unread;
        return wanted;
    }

    private static ArrayPool<Sha256Digest> NewPages() => ArrayPool<Sha256Digest>.Create(DigestPartition.PageLength, PooledPages);

    // What is on the disk needs no pages, and planning and sending need room of their own, but allocate too little for the garbage collector to look by itself.
    // One pause in a run that spilled keeps its peak at what collecting takes.
    private void GiveBackPages()
    {
        _pages = NewPages();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static async Task<SnapchatAudience> CheckAudienceAsync(ISnapchatAudienceClient client, AudienceId id, CancellationToken cancellationToken)
    {
        SnapchatAudience audience = await client.GetAudienceAsync(id, cancellationToken).ConfigureAwait(false);
        if (audience.SourceType != AudienceSourceType.FirstParty)
        {
            throw new AudienceExportValidationException(
                nameof(SegmentExportRequest.Audience),
                $"Audience {id} is of type {audience.SourceType} and takes no uploads; choose a customer list ({AudienceSourceType.FirstParty}). Nothing was read.");
        }

        return audience;
    }

    private async Task<Preparation> PlanAsync(
        RunScope run, SegmentExportRequest request, WantedIdentifiers wanted, SnapchatAudience audience, ExactSession? session, CancellationToken cancellationToken)
    {
        using Activity? stage = RunScope.StartStage(ExportStage.Planning);
        var planner = new ExportPlanner(options.Value);
        (ExportPlan plan, IReadOnlyList<PlannedRequest> requests) = planner.Plan(request.Audience, wanted);
        ExactPlan? exact = null;
        if (sessions is not null && plan.Problem is null)
        {
            exact = await KnowAsync(request.Audience, session, PlanExactAsync, cancellationToken).ConfigureAwait(false);
            plan = planner.Plan(request.Audience, wanted, exact);
            if (session?.Superseded is { } superseded)
                plan = plan with { Warnings = [.. plan.Warnings, Supersedes(superseded)] };
        }

        long unique = plan.Identifiers.Sum(static counts => counts.Unique);
        logger.RunPlanned(run.Id, request.Audience, unique, plan.Requests, plan.Bytes, plan.LeastTime);
        return new Preparation(plan, wanted, requests, exact);

        async Task<ExactPlan> PlanExactAsync(ExactSession known)
        {
            // What a run that has not finished leaves open, the next one folds first.
            if (session is null)
                await known.Membership.LookBehindJournalAsync(cancellationToken).ConfigureAwait(false);
            SuppressedDigests suppressed = await known.ReadSuppressedAsync(cancellationToken).ConfigureAwait(false);
            return await new ExactPlanner(known.Membership, suppressed, options.Value, timeProvider.GetUtcNow())
                .PlanAsync(request, run.Id, run.StartedAt, wanted, audience, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private ExactUpload Carry(ExactSession session, Func<CancellationToken, Task<RunJournal>> openAsync) =>
        new(session, openAsync, options.Value, _batches, timeProvider, metrics, logger);

    // A run holds what is known from its beginning to its end; a dry run only looks, while others may write.
    private Task<T> KnowAsync<T>(AudienceId audience, ExactSession? session, Func<ExactSession, Task<T>> look, CancellationToken cancellationToken) =>
        session is not null ? session.UseAsync(look) : sessions!.LookAsync(audience, look, cancellationToken);

    private async Task<ExportReport> UploadAsync(
        RunScope run, ISnapchatAudienceClient client, ExportPlan plan, IReadOnlyList<PlannedRequest> requests, ExactUpload? exact, CancellationToken cancellationToken)
    {
        UploadResult uploaded;
        using (RunScope.StartStage(ExportStage.Uploading))
        {
            uploaded = exact is not null
                ? await exact.SendAsync(client, run.Progress, cancellationToken).ConfigureAwait(false)
                : await new BatchUploader(client, plan.Audience, options.Value.MaxConcurrentUploads, _batches, metrics, logger)
                    .UploadAsync(requests, run.Progress, cancellationToken)
                    .ConfigureAwait(false);
        }

        (SnapchatAudience? audience, ExportWarning? warning) = uploaded.Failure is null
            ? await ReadAudienceAsync(run, client, plan.Audience, cancellationToken).ConfigureAwait(false)
            : (null, null);
        ExportReport report = ReportOf(run, plan, uploaded, audience, warning, exact, cancellationToken);
        bool isCanceled = report.Status == ExportStatus.Canceled && !run.HostStopping.IsCancellationRequested;
        if (exact is not null && await exact.EndAsync(report, uploaded.Failure is null, isCanceled).ConfigureAwait(false) is { } failure && uploaded.Failure is null)
            report = ReportOf(run, plan, uploaded with { Failure = failure }, null, null, exact, CancellationToken.None);
        End(run, plan, report);
        return report.Status == ExportStatus.Canceled ? throw new ExportCanceledException(report, cancellationToken) : report;
    }

    private ExportReport ReportOf(
        RunScope run, ExportPlan plan, UploadResult uploaded, SnapchatAudience? audience, ExportWarning? warning, ExactUpload? exact, CancellationToken cancellationToken)
    {
        if (uploaded.Failure is { } failure)
        {
            ExportReport stopped = failure is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? ReportOf(run, plan, uploaded, ProblemTranslator.Canceled, ExportStatus.Canceled)
                : ReportOf(run, plan, uploaded, ProblemTranslator.Translate(failure), ExportStatus.Failed);
            return exact?.HasBegunToClear == true ? stopped with { Warnings = [.. plan.Warnings, Incomplete] } : stopped;
        }

        (ExportProblem? problem, IReadOnlyList<ExportWarning> shortfalls) = Reconciliation.Judge(uploaded.Requests);
        if (problem is null && options.Value.FailOnWithheldRemovals && plan.Warnings.FirstOrDefault(static warning => warning.Code == ExportWarningCode.RemovalsWithheld) is { } withheld)
            problem = new ExportProblem(ExportProblemCode.ConfirmationRequired, ProblemCulprit.User, withheld.Message);
        ExportStatus status = problem is null ? ExportStatus.Successful : ExportStatus.Failed;
        return ReportOf(run, plan, uploaded, problem, status) with
        {
            AudienceAfterwards = audience,
            Warnings = [.. plan.Warnings, .. shortfalls, .. warning is null ? (ExportWarning[])[] : [warning]],
        };
    }

    // Everything is uploaded by now: what goes wrong here, a cancellation included, is a warning and does not undo the success.
    private async Task<(SnapchatAudience? Audience, ExportWarning? Warning)> ReadAudienceAsync(RunScope run, ISnapchatAudienceClient client, AudienceId id, CancellationToken cancellationToken)
    {
        using Activity? stage = RunScope.StartStage(ExportStage.Reconciling);
        try
        {
            run.Progress.Report(ExportStage.Reconciling, 0, null);
            return (await client.GetAudienceAsync(id, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            string reason = ProblemTranslator.Describe(exception);
            logger.AudienceStatusUnknown(run.Id, id, reason);
            return (null, new ExportWarning(ExportWarningCode.AudienceStatusUnknown, $"Everything was uploaded, but the audience could not be read afterwards ({reason}); look at it in Ads Manager."));
        }
    }

    private ExportReport ReportOf(RunScope run, ExportPlan plan, UploadResult uploaded, ExportProblem? problem, ExportStatus status) => new(run.Id, plan.Audience, status)
    {
        StartedAt = run.StartedAt,
        EndedAt = timeProvider.GetUtcNow(),
        Identifiers = [.. plan.Identifiers.Select(counts => Reconciliation.WithAcknowledged(counts, uploaded.Requests))],
        Segments = plan.Segments,
        RefusedValues = plan.RefusedValues,
        Requests = uploaded.Requests,
        Warnings = plan.Warnings,
        Problem = problem,
    };

    private ExportReport End(RunScope run, ExportPlan plan, ExportReport report)
    {
        (ExportStatus status, ExportProblem? problem) = (report.Status, report.Problem);
        TimeSpan duration = run.Elapsed;
        metrics.RunEnded(status, duration);
        run.SetOutcome(status, problem?.Code.ToString());
        if (status == ExportStatus.Failed)
            logger.RunFailed(run.Id, plan.Audience, problem!.Message);
        else if (problem is not null)
            logger.RunNotCompleted(run.Id, plan.Audience, status, problem.Message);
        long accepted = report.Identifiers.Sum(static counts => counts.Accepted);
        long planned = plan.Identifiers.Sum(static counts => counts.Added);
        logger.RunEnded(run.Id, plan.Audience, status, duration, accepted, planned, report.Requests.Count, report.Warnings.Count);
        run.Progress.Report(ExportStage.Finished, 0, null);
        return report;
    }

    // Called from an exception filter, so that the exception goes on as it was thrown.
    private bool NoteEarlyEnd(RunScope run, AudienceId audience, Exception exception)
    {
        ExportStatus status = exception is OperationCanceledException ? ExportStatus.Canceled : ExportStatus.Failed;
        metrics.RunEnded(status, run.Elapsed);
        if (status == ExportStatus.Failed)
            logger.RunFailed(run.Id, audience, ProblemTranslator.Describe(exception));
        else
            logger.RunNotCompleted(run.Id, audience, status, ProblemTranslator.Canceled.Message);
        return run.SetEarlyEnd(exception);
    }
}
