using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>The exports that were ticked in a list.</summary>
internal static class ExportIds
{
    public const string Field = "export";

    public static ExportId[] Read(IFormCollection form) =>
        [.. form[Field].Select(static text => ExportId.TryParse(text, null, out ExportId id) ? id : default).Where(static id => id != default)];
}
