namespace Snapchat.AudienceExport.Testing;

/// <summary>What was tested breaks a rule of its contract.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Which rule, and how.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }
}
