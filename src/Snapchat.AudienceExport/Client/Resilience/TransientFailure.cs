using System.Globalization;
using System.Net;
using Polly;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Tells failures that pass from those that stay.</summary>
internal static class TransientFailure
{
    public static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <returns>The reason to repeat the attempt in a word, or null if it is not to be repeated.</returns>
    public static string? Of(Outcome<HttpResponseMessage> outcome, bool isRepeatable) => outcome switch
    {
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => "429",
        { Result.StatusCode: var status } when isRepeatable && IsTransient(status) => ((int)status).ToString(CultureInfo.InvariantCulture),
        { Exception: { } exception } => Of(exception, isRepeatable),
        _ => null,
    };

    private static string? Of(Exception exception, bool isRepeatable) => exception switch
    {
        // Only the renewal of the access token throws these within an attempt, before anything was sent.
        SnapchatApiException { IsTransient: true, IsServerDelayTooLong: false } => "token",
        AudienceExportStoreException => "store",
        HttpRequestException e when IsBeforeConnection(e) => "connection",
        HttpRequestException or IOException when isRepeatable => "broken",
        TimeoutException when isRepeatable => "timeout",
        _ => null,
    };

    /// <summary>Whether the request certainly did not reach Snapchat.</summary>
    private static bool IsBeforeConnection(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
