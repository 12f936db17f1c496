using System.Buffers;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Upload;

/// <summary>Carries out the plan of a run that knows who is in the audience: durable before the first byte is sent, and so is its end, however it ends.</summary>
/// <param name="session">The run's hold on what is known.</param>
/// <param name="openAsync">Makes the plan durable, or goes on with one that is.</param>
/// <param name="options">The options.</param>
/// <param name="batches">Where the digests of a request are held.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="metrics">The metrics.</param>
/// <param name="logger">The log.</param>
internal sealed class ExactUpload(
    ExactSession session,
    Func<CancellationToken, Task<RunJournal>> openAsync,
    SnapchatAudienceExportOptions options,
    ArrayPool<Sha256Digest> batches,
    TimeProvider timeProvider,
    ExportMetrics metrics,
    ILogger logger)
{
    /// <summary>Gets whether the run has begun to clear the audience, and not everybody was added after that.</summary>
    public bool HasBegunToClear => session.Membership.Journal is { Plan.Nature.Clears: true, Progress.Clear: > ClearStep.None };

    private AudienceId Audience => session.Membership.Audience;

    public async Task<UploadResult> SendAsync(ISnapchatAudienceClient client, RunProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            RunJournal journal = await openAsync(cancellationToken).ConfigureAwait(false);
            if (journal.Plan.Nature.Clears)
                await new AudienceClear(client, Audience, journal, options.ReplaceWait, timeProvider).RunAsync(cancellationToken).ConfigureAwait(false);
            var uploader = new JournalUploader(client, Audience, journal, session.Suppressions, options.MaxConcurrentUploads, batches, timeProvider, metrics, logger);
            return await uploader.UploadAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new UploadResult(session.Membership.Journal?.Progress.Acknowledged ?? [], exception);
        }
    }

    /// <summary>Puts the end on record: what was sent is folded into what is known; or, if requests are left, the journal stays open. Only a lost lease or a broken store keeps it from that, and then whoever comes next does it.</summary>
    /// <param name="report">What the run reports.</param>
    /// <param name="isFinished">Whether every request was answered.</param>
    /// <param name="isCanceled">Whether somebody canceled the run.</param>
    /// <returns>What kept it from that, or null if nothing did.</returns>
    public async Task<Exception?> EndAsync(ExportReport report, bool isFinished, bool isCanceled)
    {
        if (session.Membership.Journal is null)
            return null;
        try
        {
            if (isFinished)
                await session.CommitAsync(report).ConfigureAwait(false);
            else
                await session.StopAsync(isCanceled).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }
    }
}
