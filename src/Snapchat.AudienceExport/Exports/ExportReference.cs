namespace Snapchat.AudienceExport;

/// <summary>Names an export to people.</summary>
/// <param name="Id">The ID.</param>
/// <param name="DisplayName">The name.</param>
public sealed record ExportReference(ExportId Id, string DisplayName)
{
    /// <summary>Returns the name and the ID.</summary>
    /// <returns>As in <c>"Newsletter" (01932c07-…)</c>.</returns>
    public override string ToString() => $"\"{DisplayName}\" ({Id})";
}
