namespace Snapchat.AudienceExport;

/// <summary>The base of all exceptions of this library, cancellation aside. No message holds a value of a profile, a token or a secret.</summary>
public abstract class AudienceExportException : Exception
{
    private protected AudienceExportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
