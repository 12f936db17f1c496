using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client;

/// <summary>Sends a logical call through the handlers and turns whatever comes of it into an answer that means success, or an exception.</summary>
internal sealed class ApiSender(IHttpClientFactory httpClientFactory, TimeProvider timeProvider, ILogger<ApiSender> logger)
{
    public async Task<ApiAnswer> SendAsync(ApiCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using Activity? activity = Telemetry.Source.StartActivity(Telemetry.RequestActivity, ActivityKind.Client);
        activity?.SetTag(Telemetry.OperationTag, call.Operation);
        if (call.Audience is { } audience)
            activity?.SetTag(Telemetry.AudienceTag, audience.ToString());
        try
        {
            ApiAnswer answer = await SendCoreAsync(call, request, cancellationToken).ConfigureAwait(false);
            End(activity, call, "success");
            return answer;
        }
        catch (SnapchatApiException e)
        {
            logger.Refused(call.Operation, (int?)e.StatusCode, e.ErrorCode, e.RequestId, call.Attempts);
            End(activity, call, e.ErrorCode ?? ((int?)e.StatusCode)?.ToString(CultureInfo.InvariantCulture) ?? "no_answer", failed: true);
            throw;
        }
        catch (ReauthenticationRequiredException)
        {
            End(activity, call, "reauthentication_required", failed: true);
            throw;
        }
        catch (OperationCanceledException)
        {
            End(activity, call, "canceled", failed: true);
            throw;
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
                throw ApiErrors.Refused(call, response, status, timeProvider.GetUtcNow());
            return new ApiAnswer(call, response.StatusCode, status, body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
        {
            throw ApiErrors.FateUnknown(call, e);
        }
    }

    private static void End(Activity? activity, ApiCall call, string outcome, bool failed = false)
    {
        activity?.SetTag(Telemetry.AttemptsTag, call.Attempts);
        activity?.SetTag(Telemetry.OutcomeTag, outcome);
        if (failed)
            activity?.SetTag(Telemetry.ErrorTag, outcome).SetStatus(ActivityStatusCode.Error);
    }
}
