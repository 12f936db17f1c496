using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>Whether advertisements can be aimed at the audience. Values that Snapchat adds later are kept as they come; letter case does not count.</summary>
/// <param name="Value">Snapchat's own word; empty if the answer had none.</param>
[method: JsonConstructor]
public readonly record struct AudienceTargetableStatus(string Value)
{
    /// <summary>It cannot be targeted yet.</summary>
    public static AudienceTargetableStatus NotReady => new("NOT_READY");

    /// <summary>Fewer than 1,000 people were matched.</summary>
    public static AudienceTargetableStatus TooFewUsers => new("TOO_FEW_USERS");

    /// <summary>It can be targeted.</summary>
    public static AudienceTargetableStatus Ready => new("READY");


    /// <summary>Gets Snapchat's own word in upper case; empty if the answer had none.</summary>
    public string Value { get => field ?? ""; } = Value?.ToUpperInvariant() ?? "";

    /// <summary>Returns Snapchat's own word.</summary>
    /// <returns>The value, or "UNKNOWN" if the answer had none.</returns>
    public override string ToString() => Value.Length == 0 ? "UNKNOWN" : Value;
}
