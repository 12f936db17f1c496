using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Lets every attempt wait for its place in the rate budget; a 429 pauses the whole connection.</summary>
internal sealed class RatePermitHandler(IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, ILogger<RatePermitHandler> logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiCall call = ApiCall.Of(request);
        await WaitAsync(call, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            await PauseAsync(call, response, cancellationToken).ConfigureAwait(false);
        return response;
    }

    private static async ValueTask WaitAsync(ApiCall call, CancellationToken cancellationToken)
    {
        // A permit is for now, not for later: where the gate closed while the attempt waited for one, another is needed once it opens.
        do
        {
            if (call.Gate is { } gate)
                await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            await call.Budget.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        while (call.Gate is { IsOpen: false });
    }

    private async ValueTask PauseAsync(ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        TimeSpan pause = ServerDelay.Of(response, timeProvider.GetUtcNow()) ?? options.Value.MinRetryDelay;

        // A longer one fails its call, and will fail the others by their own answers; they shall not wait in silence.
        if (pause > options.Value.MaxServerDelay)
            return;

        logger.RatePaused(call.Operation, pause);
        try
        {
            await call.Budget.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
        catch (AudienceExportStoreException exception)
        {
            // While the store cannot be reached, nobody gets a permit; after that, another refusal pauses again.
            logger.PauseNotShared(call.Operation, exception.Message);
        }
    }
}
