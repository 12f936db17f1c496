using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Planning;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Upload;

/// <summary>Sends the requests of a plan, a few at a time, and reconciles each answer with what was sent.</summary>
internal sealed class BatchUploader(ISnapchatAudienceClient client, AudienceId audience, int maxConcurrency, ArrayPool<Sha256Digest> batches, ExportMetrics metrics, ILogger logger)
{
    private const string AddOperation = "add";

    private readonly ConcurrentDictionary<int, UploadRequestReport> _acknowledged = new();

    /// <summary>Sends the requests. The first failure stops the others; what was acknowledged until then is in the result.</summary>
    public async Task<UploadResult> UploadAsync(IReadOnlyList<PlannedRequest> requests, RunProgress progress, CancellationToken cancellationToken)
    {
        long total = requests.Sum(static request => (long)request.Count);
        long done = 0;
        progress.Report(ExportStage.Uploading, done, total);
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken };
        Exception? failure = null;
        try
        {
            await Parallel.ForEachAsync(requests, options, async (request, token) =>
            {
                await SendAsync(request, token).ConfigureAwait(false);
                progress.Report(ExportStage.Uploading, Interlocked.Add(ref done, request.Count), total);
            }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception;
        }

        return new UploadResult([.. _acknowledged.Values.OrderBy(static request => request.Number)], failure);
    }

    private async Task SendAsync(PlannedRequest request, CancellationToken cancellationToken)
    {
        Sha256Digest[] buffer = batches.Rent(request.Count);
        try
        {
            Memory<Sha256Digest> digests = buffer.AsMemory(0, request.Count);
            request.Digests.CopyTo(request.Start, digests.Span);
            var batch = new IdentifierBatch(request.Kind, digests);
            UploadReceipt receipt = await client.AddUsersAsync(audience, batch, cancellationToken).ConfigureAwait(false);
            Acknowledge(request, receipt);
            if (receipt.Accepted >= request.Count)
                return;

            // Adding is idempotent, and Snapchat does not say whom it left out: the whole request goes again, once.
            logger.ShortCount(request.Number, audience, request.Count, receipt.Accepted);
            receipt = await client.AddUsersAsync(audience, batch, cancellationToken).ConfigureAwait(false);
            Acknowledge(request, receipt);
        }
        finally
        {
            batches.Return(buffer, clearArray: true);
        }
    }

    private void Acknowledge(PlannedRequest request, UploadReceipt receipt)
    {
        // More than was sent would be a mistake of Snapchat's; it must not hide a shortfall elsewhere.
        long before = _acknowledged.TryGetValue(request.Number, out UploadRequestReport? earlier) ? earlier.Accepted : 0;
        long accepted = Math.Max(before, Math.Clamp(receipt.Accepted, 0, request.Count));
        _acknowledged[request.Number] = new UploadRequestReport(request.Number, request.Kind, request.Count, accepted, receipt.RequestId);
        metrics.IdentifiersUploaded(request.Kind, AddOperation, accepted - before);
        logger.RequestAcknowledged(request.Number, audience, request.Count, accepted, receipt.RequestId);
    }
}
