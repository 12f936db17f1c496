using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Snapchat.AudienceExport.Http;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal static class EndpointDescriptions
{
    // Names of endpoints are unique in the whole application.
    private const string NamePrefix = "SnapchatAudienceExport.";

    public static string FullName(string name) => NamePrefix + name;

    public static string ShortName(string fullName) => fullName.StartsWith(NamePrefix, StringComparison.Ordinal) ? fullName[NamePrefix.Length..] : fullName;

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(FullName(name)).WithSummary(summary);

    public static RouteHandlerBuilder MayConflict(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Problem(StatusCodes.Status409Conflict));

    public static RouteHandlerBuilder NeedsWorker(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Problem(StatusCodes.Status503ServiceUnavailable));

    public static RouteHandlerBuilder CallsSnapchat(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(Problem(StatusCodes.Status409Conflict), Problem(StatusCodes.Status502BadGateway), Problem(StatusCodes.Status503ServiceUnavailable));

    public static RouteGroupBuilder WithCommonProblems(this RouteGroupBuilder group) => group.WithMetadata(
        Problem(StatusCodes.Status400BadRequest), Problem(StatusCodes.Status401Unauthorized), Problem(StatusCodes.Status403Forbidden), Problem(StatusCodes.Status404NotFound));

    public static ProducesResponseTypeMetadata Problem(int status) => new(status, typeof(EndpointProblem), [EndpointProblem.MediaType]);
}
