namespace Snapchat.AudienceExport.Storage;

/// <summary>The store cannot be reached, or could not do what it was asked for; nothing was changed, unless the message says otherwise.</summary>
public sealed class AudienceExportStoreException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">One sentence that says what to do; no connection string, no password, no token.</param>
    /// <param name="innerException">What the database's own provider threw, or null.</param>
    public AudienceExportStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets whether the same call may succeed a little later, since the store is away, is busy, or did not answer in time. A run that this happens to is resumed once the store answers;
    /// any other failure of the store ends it.
    /// </summary>
    /// <value>The default is false.</value>
    public bool IsTransient { get; init; }
}
