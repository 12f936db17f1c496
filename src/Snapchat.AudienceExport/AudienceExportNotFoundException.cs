namespace Snapchat.AudienceExport;

/// <summary>There is nothing with the ID that was given.</summary>
public sealed class AudienceExportNotFoundException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">One sentence that says what to do; no value of a profile, no token, no secret.</param>
    public AudienceExportNotFoundException(string message)
        : base(message)
    {
    }
}
