using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Upload;

/// <summary>Sends the requests of a sealed plan that have no record yet, and records what became of each: first all removals, then the additions.</summary>
internal sealed class JournalUploader(
    ISnapchatAudienceClient client,
    AudienceId audience,
    RunJournal journal,
    SuppressionList suppressions,
    int maxConcurrency,
    ArrayPool<Sha256Digest> batches,
    TimeProvider timeProvider,
    ExportMetrics metrics,
    ILogger logger)
{
    // Those of an earlier process are among them.
    private readonly ConcurrentDictionary<int, UploadRequestReport> _acknowledged = new(journal.Progress.Acknowledged.ToDictionary(static request => request.Number));
    private long _done;

    /// <summary>Sends the requests. The first failure stops the others; what was acknowledged until then is in the result.</summary>
    public async Task<UploadResult> UploadAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<SealedRequest> open = journal.Progress.OpenRequests;
        long total = journal.Plan.Requests.Sum(static request => (long)request.Count);
        _done = total - open.Sum(static request => (long)request.Count);
        progress.Report(ExportStage.Uploading, _done, total);
        Exception? failure = null;
        try
        {
            foreach (UploadOperation operation in (UploadOperation[])[UploadOperation.Remove, UploadOperation.Add])
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(open.Where(request => request.Operation == operation), options, async (request, token) =>
                {
                    await SendAsync(request, token).ConfigureAwait(false);
                    progress.Report(ExportStage.Uploading, Interlocked.Add(ref _done, request.Count), total);
                }).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception;
        }

        return new UploadResult([.. _acknowledged.Values.OrderBy(static request => request.Number)], failure);
    }

    private async Task SendAsync(SealedRequest request, CancellationToken cancellationToken)
    {
        Sha256Digest[] buffer = batches.Rent(request.Count);
        try
        {
            Memory<Sha256Digest> digests = buffer.AsMemory(0, request.Count);
            await journal.ReadAsync(request, digests, cancellationToken).ConfigureAwait(false);
            (int sent, long accepted) = await AttemptAsync(request, digests, 0, cancellationToken).ConfigureAwait(false);
            if (accepted < sent && request.Operation == UploadOperation.Add)
            {
                // Adding is idempotent, and Snapchat does not say whom it left out: the whole request goes again, once.
                logger.ShortCount(request.Number, audience, sent, accepted);
                (sent, accepted) = await AttemptAsync(request, digests[..sent], accepted, cancellationToken).ConfigureAwait(false);
            }

            // Acknowledged is acknowledged: the record is written also if the run is being canceled.
            string? requestId = _acknowledged.GetValueOrDefault(request.Number)?.RequestId;
            await journal.RecordAsync(journal.Progress.Judge(request, sent, accepted, timeProvider.GetUtcNow(), requestId), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            batches.Return(buffer, clearArray: true);
        }
    }

    private async Task<(int Sent, long Accepted)> AttemptAsync(SealedRequest request, Memory<Sha256Digest> digests, long before, CancellationToken cancellationToken)
    {
        if (request.Operation == UploadOperation.Add)
        {
            // Whoever was erased since the plan was made, or since the last attempt, is not sent.
            SuppressedDigests suppressed = await suppressions.ReadAsync(cancellationToken).ConfigureAwait(false);
            digests = digests[..suppressed.Withhold(request.Kind, digests.Span)];
        }

        if (digests.IsEmpty)
            return (0, 0);
        var batch = new IdentifierBatch(request.Kind, digests);
        UploadReceipt receipt;
        try
        {
            receipt = request.Operation == UploadOperation.Add
                ? await client.AddUsersAsync(audience, batch, cancellationToken).ConfigureAwait(false)
                : await client.RemoveUsersAsync(audience, batch, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            journal.Progress.LeaveUnanswered(request.Kind, request.Operation, timeProvider.GetUtcNow());
            throw;
        }

        if (receipt.HasUnansweredAttempts)
            journal.Progress.LeaveUnanswered(request.Kind, request.Operation, timeProvider.GetUtcNow());

        // More than was sent would be a mistake of Snapchat's; it must not hide a shortfall elsewhere.
        long accepted = Math.Clamp(Math.Max(before, receipt.Accepted), 0, digests.Length);
        _acknowledged[request.Number] = new UploadRequestReport(request.Number, request.Kind, digests.Length, accepted, receipt.RequestId) { IsRemoval = request.Operation == UploadOperation.Remove };
        metrics.IdentifiersUploaded(request.Kind, request.Operation == UploadOperation.Add ? "add" : "remove", Math.Max(0, accepted - before));
        logger.RequestAcknowledged(request.Number, audience, digests.Length, accepted, receipt.RequestId);
        return (digests.Length, accepted);
    }
}
