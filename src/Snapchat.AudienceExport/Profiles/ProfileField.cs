namespace Snapchat.AudienceExport;

/// <summary>A field of a profile, as a mapping names it.</summary>
/// <param name="Name">The name.</param>
public sealed record ProfileField(string Name)
{
    /// <summary>Gets the source's own name of the field's type, as in <c>VARCHAR</c>, or null if it has none.</summary>
    public string? Type { get; init; }

    /// <summary>Gets which identifier the field probably holds, or null if there is no hint.</summary>
    public IdentifierKind? Hint { get; init; }
}
