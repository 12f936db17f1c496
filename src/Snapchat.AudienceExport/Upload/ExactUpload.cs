using System.Buffers;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Upload;

/// <summary>Carries out the plan of a run that knows who is in the audience: sealed before the first byte is sent, committed however the run ends.</summary>
internal sealed class ExactUpload(
    ExactSession session, Preparation prepared, SnapchatAudienceExportOptions options, ArrayPool<Sha256Digest> batches, TimeProvider timeProvider, ExportMetrics metrics, ILogger logger)
{
    private readonly ExactPlan _exact = prepared.Exact ?? throw new ArgumentException("Without a plan there is nothing to carry out.", nameof(prepared));

    private AudienceId Audience => prepared.Plan.Audience;

    public async Task<UploadResult> SendAsync(ISnapchatAudienceClient client, RunProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            (RunJournal journal, _) = await session.Membership.SealAsync(_exact.Draft, cancellationToken).ConfigureAwait(false);
            if (_exact.Draft.Nature.Clears)
                await new AudienceClear(client, Audience, journal, options.ReplaceWait, timeProvider).RunAsync(cancellationToken).ConfigureAwait(false);
            var uploader = new JournalUploader(client, Audience, journal, session.Suppressions, options.MaxConcurrentUploads, batches, timeProvider, metrics, logger);
            return await uploader.UploadAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new UploadResult([], exception);
        }
    }

    /// <summary>Puts on record what was sent. Only a lost lease or a broken store keeps it from that, and then the next run does it.</summary>
    /// <param name="uploaded">What became of the requests.</param>
    /// <param name="audience">The audience afterwards, or null if it was not read.</param>
    public async Task<UploadResult> CommitAsync(UploadResult uploaded, SnapchatAudience? audience)
    {
        if (session.Membership.Journal is null)
            return uploaded;
        try
        {
            await session.CommitAsync(_exact, prepared.Wanted, uploaded.Failure is null, audience).ConfigureAwait(false);
            return uploaded;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return uploaded with { Failure = uploaded.Failure ?? exception };
        }
    }
}
