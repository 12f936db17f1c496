using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>Where an audience gets its members from. Values that Snapchat adds later are kept as they come; letter case does not count.</summary>
/// <param name="Value">Snapchat's own word; empty if the answer had none.</param>
[method: JsonConstructor]
public readonly record struct AudienceSourceType(string Value)
{
    /// <summary>A customer list: the kind that takes uploads.</summary>
    public static AudienceSourceType FirstParty => new("FIRST_PARTY");

    /// <summary>People similar to those of another audience.</summary>
    public static AudienceSourceType Lookalike => new("LOOKALIKE");

    /// <summary>People who engaged with advertisements.</summary>
    public static AudienceSourceType Engagement => new("ENGAGEMENT");

    /// <summary>Visitors of a web site.</summary>
    public static AudienceSourceType Pixel => new("PIXEL");

    /// <summary>Users of an app.</summary>
    public static AudienceSourceType Mobile => new("MOBILE");


    /// <summary>Gets Snapchat's own word in upper case; empty if the answer had none.</summary>
    public string Value { get => field ?? ""; } = Value?.ToUpperInvariant() ?? "";

    /// <summary>Returns Snapchat's own word.</summary>
    /// <returns>The value, or "UNKNOWN" if the answer had none.</returns>
    public override string ToString() => Value.Length == 0 ? "UNKNOWN" : Value;
}
