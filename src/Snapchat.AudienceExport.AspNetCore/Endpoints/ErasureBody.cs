namespace Snapchat.AudienceExport.Endpoints;

/// <summary>All identifiers of a person that are known.</summary>
internal sealed record ErasureBody(IReadOnlyList<IdentifierBody> Identifiers)
{
    public ErasureRequest ToRequest() => new([.. Identifiers.Select(static identifier => identifier.ToIdentifier())]);

    /// <inheritdoc/>
    public override string ToString() => "[identifiers of a person]";
}
