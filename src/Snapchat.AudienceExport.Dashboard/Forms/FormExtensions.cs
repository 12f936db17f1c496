using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>Reads fields of forms as the pages write them.</summary>
internal static class FormExtensions
{
    public static string Text(this IFormCollection form, string name) => form[name].ToString().Trim();

    public static bool Has(this IFormCollection form, string name, string value) => form[name].Contains(value, StringComparer.Ordinal);

    /// <summary>Reads the version of what the page showed, so that a change made meanwhile is not overwritten.</summary>
    public static long Version(this IFormCollection form) => long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : 0;
}
