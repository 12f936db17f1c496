namespace Snapchat.AudienceExport;

/// <summary>What a segment source throws to tell people in its own words why it cannot list or read segments, and what to do.</summary>
/// <remarks>
/// This is the only exception of a source whose message reaches anybody: it is shown, logged and stored. Write it from what the developer configured
/// (names of segments, fields and files), never from data, and never from the message of a driver, which may quote rows.
/// </remarks>
public sealed class SegmentSourceException : AudienceExportException
{
    /// <summary>Initializes an exception.</summary>
    /// <param name="message">One clear sentence that names the segment and says what to do, without any value of a profile.</param>
    /// <param name="cause">The driver's own exception. It is kept out of sight, and shown only if <see cref="SnapchatAudienceExportOptions.IncludeSourceExceptions"/> asks for it.</param>
    public SegmentSourceException(string message, Exception? cause = null)
        : base(message) => Cause = cause;

    // Not the inner exception: whatever logs this one would log that as well.
    internal Exception? Cause { get; }
}
