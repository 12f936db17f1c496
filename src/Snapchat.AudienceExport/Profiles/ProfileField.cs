using Snapchat.AudienceExport.Profiles.Sources;

namespace Snapchat.AudienceExport;

/// <summary>A field of a profile, as a mapping names it.</summary>
/// <param name="Name">The name.</param>
public sealed record ProfileField(string Name)
{
    /// <summary>Gets the source's own name of the field's type, as in <c>VARCHAR</c>, or null if it has none.</summary>
    public string? Type { get; init; }

    /// <summary>Gets which identifier the field probably holds, or null if there is no hint.</summary>
    public IdentifierKind? Hint { get; init; }

    /// <summary>Describes a field, with the hint that its name gives.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The source's own name of the field's type, or null if it has none.</param>
    /// <returns>The field.</returns>
    public static ProfileField Describe(string name, string? type = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FieldHints.Describe(name, type);
    }
}
