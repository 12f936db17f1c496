using Microsoft.AspNetCore.Http;
using Snapchat.AudienceExport.Dashboard.Forms;

namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>What went wrong, as a page tells it. Messages of exceptions that are not this library's own go nowhere.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Kind">What kind of problem, which the page puts into the person's language.</param>
/// <param name="Message">The library's own words on what happened and what to do, in English, or null.</param>
internal sealed record PageProblem(int Status, ProblemKind Kind, string? Message = null)
{
    public static PageProblem StaleForm { get; } = new(StatusCodes.Status400BadRequest, ProblemKind.StaleForm);

    public static PageProblem UnreadableForm { get; } = new(StatusCodes.Status400BadRequest, ProblemKind.UnreadableForm);

    /// <summary>Everything that is missing or wrong, one by one.</summary>
    public IReadOnlyList<ValidationProblem> Items { get; init; } = [];

    /// <summary>The exports that are in the way.</summary>
    public IReadOnlyList<ExportReference> Dependents { get; init; } = [];

    /// <summary>The run that is in the way, or null.</summary>
    public RunId? Run { get; init; }

    /// <summary>Under which the log tells more, or null.</summary>
    public string? TraceId { get; init; }

    public bool IsUnexpected => Kind == ProblemKind.Unexpected;

    public static PageProblem Of(Exception exception) => exception switch
    {
        AudienceExportValidationException invalid => Invalid(invalid.Problems),
        InvalidFormException form => Invalid([form.Problem]),
        AudienceExportAccessDeniedException => new(StatusCodes.Status403Forbidden, ProblemKind.AccessDenied, exception.Message),
        AudienceExportNotFoundException => new(StatusCodes.Status404NotFound, ProblemKind.NotFound, exception.Message),
        AudienceExportConcurrencyException => new(StatusCodes.Status409Conflict, ProblemKind.ChangedMeanwhile, exception.Message),
        ConnectionInUseException inUse => new(StatusCodes.Status409Conflict, ProblemKind.ConnectionInUse) { Dependents = inUse.Dependents },
        RunInProgressException running => new(StatusCodes.Status409Conflict, ProblemKind.RunInProgress, exception.Message) { Run = running.Run },
        ReauthenticationRequiredException => new(StatusCodes.Status409Conflict, ProblemKind.ReauthenticationRequired, exception.Message),
        NoExportWorkerException => new(StatusCodes.Status503ServiceUnavailable, ProblemKind.NoWorker, exception.Message),
        SnapchatApiException { IsTransient: true } => new(StatusCodes.Status503ServiceUnavailable, ProblemKind.SnapchatUnavailable, exception.Message),
        SnapchatApiException => new(StatusCodes.Status502BadGateway, ProblemKind.RefusedBySnapchat, exception.Message),
        SegmentReadException => new(StatusCodes.Status502BadGateway, ProblemKind.SourceFailed, exception.Message),
        AudienceExportException => new(StatusCodes.Status409Conflict, ProblemKind.Conflict, exception.Message),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        _ => OfStatus(StatusCodes.Status500InternalServerError),
    };

    public static PageProblem Invalid(IReadOnlyList<ValidationProblem> items) => new(StatusCodes.Status422UnprocessableEntity, ProblemKind.Invalid) { Items = items };

    /// <summary>Makes the problem of a status of which nothing else is known.</summary>
    public static PageProblem OfStatus(int status) => new(status, status switch
    {
        StatusCodes.Status403Forbidden => ProblemKind.AccessDenied,
        StatusCodes.Status404NotFound => ProblemKind.NotFound,
        StatusCodes.Status413PayloadTooLarge => ProblemKind.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ProblemKind.NoForm,
        >= StatusCodes.Status500InternalServerError => ProblemKind.Unexpected,
        _ => ProblemKind.Malformed,
    });
}
