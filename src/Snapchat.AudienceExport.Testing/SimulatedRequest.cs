namespace Snapchat.AudienceExport.Testing;

/// <summary>One request the simulator received, without its token, query and body.</summary>
public sealed record SimulatedRequest
{
    /// <summary>Gets the number of the request: 1 for the first, in order of arrival.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets when its head arrived, on the simulator's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets the HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what was asked for.</summary>
    public required SimulatedOperation Operation { get; init; }

    /// <summary>Gets the ID that the answer carries in <c>X-Request-Id</c> and <c>request_id</c>.</summary>
    public required string RequestId { get; init; }

    /// <summary>Gets the audience in the path, or null.</summary>
    public AudienceId? Audience { get; init; }

    /// <summary>Gets the SHA-256 of the bearer token in hexadecimal digits, which tells tokens apart without showing one; null if there was none.</summary>
    public string? TokenFingerprint { get; init; }

    /// <summary>Gets whether the client sent <c>Expect: 100-continue</c>.</summary>
    public bool ExpectsContinue { get; init; }

    /// <summary>Gets the kind of the identifiers, or null before the body is read and where there are none.</summary>
    public IdentifierKind? Kind { get; init; }

    /// <summary>Gets how many identifiers the body had, or null before it is read and where there are none.</summary>
    public int? IdentifierCount { get; init; }

    /// <summary>Gets how many bytes of the body were read.</summary>
    public long BodyBytes { get; init; }

    /// <summary>Gets the name of the fault that met it, as in <c>LoseAnswer</c>, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Gets whether it had its effect, be it only later; false for a refused or abandoned request.</summary>
    public bool Applied { get; init; }

    /// <summary>Gets the status answered, or null while there is no answer and where there will be none.</summary>
    public int? Status { get; init; }

    /// <summary>Gets when the simulator was done with it, or null while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
