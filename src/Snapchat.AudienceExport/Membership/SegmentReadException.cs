namespace Snapchat.AudienceExport;

/// <summary>A segment source failed. The message of the original exception is dropped, since drivers put values there; its type name is kept. Of a <see cref="SegmentSourceException"/>, which holds none, the message is kept too.</summary>
public sealed class SegmentReadException : AudienceExportException
{
    private const string Advice = "set IncludeSourceExceptions to see its exception while debugging.";

    internal SegmentReadException(SegmentId? segment, long chunk, string sourceExceptionType, Exception? innerException)
        : this(Describe(segment, chunk, sourceExceptionType), segment, chunk, sourceExceptionType, innerException)
    {
    }

    private SegmentReadException(string message, SegmentId? segment, long chunk, string sourceExceptionType, Exception? innerException)
        : base(message, innerException)
    {
        Segment = segment;
        Chunk = chunk;
        SourceExceptionType = sourceExceptionType;
    }

    internal SegmentReadException(SegmentId? segment, long chunk, SegmentSourceException reason, Exception? innerException)
        : this($"{reason.Message} Nothing was sent.", segment, chunk, typeof(SegmentSourceException).FullName!, innerException)
    {
    }

    /// <summary>Gets the segment that was being read, or null if the source failed when asked for its segments or fields.</summary>
    public SegmentId? Segment { get; }

    /// <summary>Gets the ordinal, from 0, of the chunk that could not be read.</summary>
    public long Chunk { get; }

    /// <summary>Gets the full type name of the source's exception. The exception itself is the inner one only if <see cref="SnapchatAudienceExportOptions.IncludeSourceExceptions"/> asks for it.</summary>
    public string SourceExceptionType { get; }

    internal static SegmentReadException OfFields(Exception exception, bool includeSourceExceptions)
    {
        string type = TypeNameOf(exception);
        return exception is SegmentSourceException reason
            ? new(reason.Message, segment: null, chunk: 0, type, includeSourceExceptions ? reason.Cause : null)
            : new($"The profile fields could not be listed: the source failed with {type}. Mend the source and try again; {Advice}", segment: null, chunk: 0, type, includeSourceExceptions ? exception : null);
    }

    internal static string TypeNameOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    private static string Describe(SegmentId? segment, long chunk, string type) => segment is { } id
        ? $"Segment '{id}' could not be read: its source failed with {type} at chunk {chunk}; nothing was sent. Mend the source and run again; {Advice}"
        : $"The segments could not be listed: the source failed with {type}; nothing was sent. Mend the source and run again; {Advice}";
}
