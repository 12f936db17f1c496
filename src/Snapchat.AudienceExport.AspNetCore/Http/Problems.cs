using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Snapchat.AudienceExport.Http;

/// <summary>Says of an exception which problem it is. Messages of exceptions that are not this library's own go nowhere.</summary>
internal static class Problems
{
    public static EndpointProblem Of(Exception exception, bool isAuthenticated) => exception switch
    {
        RefusedRequestException refused => Make(refused.Status, refused.Code, refused.Message) with { Errors = refused.Errors },
        AudienceExportValidationException invalid => Make(StatusCodes.Status400BadRequest, "invalid", "Mend what is listed under errors, and try again.") with { Errors = ByItem(invalid.Problems) },
        AudienceExportAccessDeniedException when !isAuthenticated => OfStatus(StatusCodes.Status401Unauthorized),
        AudienceExportAccessDeniedException => Make(StatusCodes.Status403Forbidden, "access-denied", exception.Message),
        AudienceExportNotFoundException => Make(StatusCodes.Status404NotFound, "not-found", exception.Message),
        AudienceExportConcurrencyException => Make(StatusCodes.Status412PreconditionFailed, "changed-meanwhile", exception.Message),
        ConnectionInUseException inUse => Make(StatusCodes.Status409Conflict, "connection-in-use", exception.Message) with { Dependents = inUse.Dependents },
        RunInProgressException running => Make(StatusCodes.Status409Conflict, "run-in-progress", exception.Message) with { Run = running.Run },
        ReauthenticationRequiredException => Make(StatusCodes.Status409Conflict, "reauthentication-required", exception.Message),
        NoExportWorkerException => Make(StatusCodes.Status503ServiceUnavailable, "no-worker", exception.Message),
        SnapchatApiException api => OfSnapchat(api),
        AudienceExportException => Make(StatusCodes.Status409Conflict, "conflict", exception.Message),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        _ => OfStatus(StatusCodes.Status500InternalServerError),
    };

    /// <summary>Makes the problem of a status of which nothing else is known.</summary>
    public static EndpointProblem OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Make(status, "malformed", "The address or the body of the request is not what this endpoint takes; compare it with the OpenAPI document."),
        StatusCodes.Status401Unauthorized => Make(status, "unauthenticated", "Sign in first."),
        StatusCodes.Status413PayloadTooLarge => Make(status, "too-large", "The body of the request is larger than this endpoint takes; send less."),
        StatusCodes.Status415UnsupportedMediaType => Make(status, "unsupported-media-type", "Send the body as application/json."),
        StatusCodes.Status500InternalServerError => Make(status, "unexpected", "Something unexpected happened; the application's log has more under the trace ID."),
        _ => Make(status, "refused", $"The request was refused with status {status}."),
    };

    private static EndpointProblem OfSnapchat(SnapchatApiException exception) =>
        Make(exception.IsTransient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status502BadGateway, exception.IsTransient ? "snapchat-unavailable" : "refused-by-snapchat", exception.Message) with
        {
            SnapchatErrorCode = exception.ErrorCode,
            SnapchatRequestId = exception.RequestId,
        };

    private static EndpointProblem Make(int status, string code, string detail) => new(status, code, ReasonPhrases.GetReasonPhrase(status), detail);

    private static Dictionary<string, string[]> ByItem(IReadOnlyList<ValidationProblem> problems) => problems
        .GroupBy(static problem => JsonNamingPolicy.CamelCase.ConvertName(problem.Item), static problem => problem.Message, StringComparer.Ordinal)
        .ToDictionary(static item => item.Key, static item => item.ToArray(), StringComparer.Ordinal);
}
