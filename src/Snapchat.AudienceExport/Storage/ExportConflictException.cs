namespace Snapchat.AudienceExport.Storage;

/// <summary>An export in mirror or replace mode is the only export of its audience, and another one is there.</summary>
public sealed class ExportConflictException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="other">The other export of the audience.</param>
    public ExportConflictException(ExportReference other)
        : base($"Export {other} writes to the same audience, and an export in mirror or replace mode has to be the only one; choose another audience, or remove the other export.") =>
        Other = other;

    /// <summary>Gets the other export of the audience.</summary>
    public ExportReference Other { get; }
}
