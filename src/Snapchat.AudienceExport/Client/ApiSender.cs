using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client;

/// <summary>Sends a logical call through the handlers and turns whatever comes of it into an answer that means success, or an exception.</summary>
internal sealed class ApiSender(
    IHttpClientFactory httpClientFactory,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<ApiSender> logger)
{
    public async Task<ApiAnswer> SendAsync(ApiCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using Activity? activity = Telemetry.Source.StartActivity(Telemetry.RequestActivity, ActivityKind.Client);
        activity?.SetTag(Telemetry.OperationTag, call.Operation);
        if (call.Audience is { } audience)
            activity?.SetTag(Telemetry.AudienceTag, audience.ToString());

        string? failure = "failed";
        try
        {
            ApiAnswer answer = await SendCoreAsync(call, request, cancellationToken).ConfigureAwait(false);
            failure = null;
            return answer;
        }
        catch (SnapchatApiException e)
        {
            logger.Refused(call.Operation, (int?)e.StatusCode, e.ErrorCode, e.RequestId, call.Attempts);
            failure = e.ErrorCode ?? ((int?)e.StatusCode)?.ToString(CultureInfo.InvariantCulture) ?? "no_answer";
            throw;
        }
        catch (ReauthenticationRequiredException)
        {
            failure = "reauthentication_required";
            throw;
        }
        catch (OperationCanceledException)
        {
            failure = "canceled";
            throw;
        }
        finally
        {
            End(activity, call, failure);
        }
    }

    private async Task<ApiAnswer> SendCoreAsync(ApiCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        call.Attach(request);
        HttpClient client = httpClientFactory.CreateClient(SnapchatHttp.ClientName);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            AnswerStatus status = AnswerStatus.Read(body, response);
            if (!response.IsSuccessStatusCode || status.Succeeded is false)
                throw ApiErrors.Refused(call, response.StatusCode, status, TooLongDelay(response));
            return new ApiAnswer(call, response.StatusCode, status, body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
        {
            throw ApiErrors.FateUnknown(call, e);
        }
    }

    private TimeSpan? TooLongDelay(HttpResponseMessage response) =>
        TransientFailure.IsTransient(response.StatusCode) && ServerDelay.Of(response, timeProvider.GetUtcNow()) is { } delay && delay > options.Value.MaxServerDelay
            ? delay
            : null;

    private static void End(Activity? activity, ApiCall call, string? failure)
    {
        activity?.SetTag(Telemetry.AttemptsTag, call.Attempts);
        activity?.SetTag(Telemetry.OutcomeTag, failure ?? "success");
        if (failure is not null)
            activity?.SetTag(Telemetry.ErrorTag, failure).SetStatus(ActivityStatusCode.Error);
    }
}
