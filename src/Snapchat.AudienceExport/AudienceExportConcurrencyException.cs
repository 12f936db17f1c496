namespace Snapchat.AudienceExport;

/// <summary>Somebody else changed it meanwhile: read it again, and decide again.</summary>
public sealed class AudienceExportConcurrencyException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">One sentence that says what to do; no value of a profile, no token, no secret.</param>
    public AudienceExportConcurrencyException(string message)
        : base(message)
    {
    }
}
