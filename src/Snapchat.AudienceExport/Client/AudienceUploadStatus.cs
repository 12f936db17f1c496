using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>Whether Snapchat has processed what was uploaded. Values that Snapchat adds later are kept as they come; letter case does not count.</summary>
/// <param name="Value">Snapchat's own word; empty if the answer had none.</param>
[method: JsonConstructor]
public readonly record struct AudienceUploadStatus(string Value)
{
    /// <summary>Nothing was uploaded yet.</summary>
    public static AudienceUploadStatus NoUpload => new("NO_UPLOAD");

    /// <summary>Not all uploads are processed; the size may change. It can take up to 48 hours.</summary>
    public static AudienceUploadStatus Processing => new("PROCESSING");

    /// <summary>All uploads are processed and matched.</summary>
    public static AudienceUploadStatus Complete => new("COMPLETE");


    /// <summary>Gets Snapchat's own word in upper case; empty if the answer had none.</summary>
    public string Value { get => field ?? ""; } = Value?.ToUpperInvariant() ?? "";

    /// <summary>Returns Snapchat's own word.</summary>
    /// <returns>The value, or "UNKNOWN" if the answer had none.</returns>
    public override string ToString() => Value.Length == 0 ? "UNKNOWN" : Value;
}
