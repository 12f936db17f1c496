using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Gives up an attempt that takes too long, and measures every attempt.</summary>
internal sealed class AttemptTimeoutHandler(IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, ExportMetrics metrics) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiCall call = ApiCall.Of(request);
        call.Attempts++;
        string outcome = "broken";
        bool isAnswered = false;
        long start = timeProvider.GetTimestamp();
        using CancellationTokenSource timeout = new(options.Value.AttemptTimeout, timeProvider);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, linked.Token).ConfigureAwait(false);
            isAnswered = (int)response.StatusCode < (int)HttpStatusCode.InternalServerError;
            outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return response;
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            outcome = "timeout";
            throw new TimeoutException($"Snapchat did not answer within {options.Value.AttemptTimeout}.", e);
        }
        catch (OperationCanceledException)
        {
            outcome = "canceled";
            throw;
        }
        finally
        {
            call.HasUnansweredAttempts |= !isAnswered;
            metrics.RequestEnded(call.Operation, outcome, timeProvider.GetElapsedTime(start));
        }
    }
}
