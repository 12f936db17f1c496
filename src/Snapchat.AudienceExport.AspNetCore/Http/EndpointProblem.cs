using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Http;

/// <summary>Problem details as RFC 9457 has them. Written by nobody but this package, so that no extension of a host can add an exception to them.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What kind of problem, for programs: it stays the same when the wording changes.</param>
/// <param name="Title">The kind of problem, for people.</param>
/// <param name="Detail">One sentence that says what to do.</param>
internal sealed record EndpointProblem(int Status, string Code, string Title, string Detail)
{
    public const string MediaType = "application/problem+json";

    /// <summary>Every missing or wrong item, with one sentence each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The exports that use a connection.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExportReference>? Dependents { get; init; }

    /// <summary>The run that is in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunId? Run { get; init; }

    /// <summary>Snapchat's own error code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SnapchatErrorCode { get; init; }

    /// <summary>Snapchat's ID of the request, for its support.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SnapchatRequestId { get; init; }

    /// <summary>The ID under which the application's log and traces know this request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }
}
