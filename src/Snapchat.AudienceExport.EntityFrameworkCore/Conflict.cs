namespace Snapchat.AudienceExport.EntityFrameworkCore;

/// <summary>The exceptions of a change that came too late.</summary>
internal static class Conflict
{
    public static AudienceExportConcurrencyException Changed(string what) =>
        new($"The {what} was changed or removed meanwhile; read it again, and decide again.");

    public static AudienceExportConcurrencyException ConnectionRemoved() =>
        new("The connection was removed meanwhile; choose another one.");
}
