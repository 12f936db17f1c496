namespace Snapchat.AudienceExport;

/// <summary>Somebody may not do what was asked for.</summary>
public sealed class AudienceExportAccessDeniedException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">One sentence that says what to do; no value of a profile, no token, no secret.</param>
    public AudienceExportAccessDeniedException(string message)
        : base(message)
    {
    }
}
