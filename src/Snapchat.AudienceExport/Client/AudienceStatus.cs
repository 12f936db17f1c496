using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The life of an audience at Snapchat. Values that Snapchat adds later are kept as they come; letter case does not count.</summary>
/// <param name="Value">Snapchat's own word; empty if the answer had none.</param>
[method: JsonConstructor]
public readonly record struct AudienceStatus(string Value)
{
    /// <summary>Just created.</summary>
    public static AudienceStatus Pending => new("PENDING");

    /// <summary>In use.</summary>
    public static AudienceStatus Active => new("ACTIVE");

    /// <summary>Paused.</summary>
    public static AudienceStatus Paused => new("PAUSED");


    /// <summary>Gets Snapchat's own word in upper case; empty if the answer had none.</summary>
    public string Value { get => field ?? ""; } = Value?.ToUpperInvariant() ?? "";

    /// <summary>Returns Snapchat's own word.</summary>
    /// <returns>The value, or "UNKNOWN" if the answer had none.</returns>
    public override string ToString() => Value.Length == 0 ? "UNKNOWN" : Value;
}
