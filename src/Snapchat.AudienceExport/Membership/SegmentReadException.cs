namespace Snapchat.AudienceExport;

/// <summary>A segment source failed. The message of the original exception is dropped, since drivers put values there; its type name is kept. Of a <see cref="SegmentSourceException"/>, which holds none, the message is kept too.</summary>
public sealed class SegmentReadException : AudienceExportException
{
    private const string Advice = "set IncludeSourceExceptions to see its exception while debugging.";

    internal SegmentReadException(SegmentId? segment, long chunk, string sourceExceptionType, Exception? innerException)
        : base(Describe(segment, chunk, sourceExceptionType), innerException)
    {
        Segment = segment;
        Chunk = chunk;
        SourceExceptionType = sourceExceptionType;
    }

    internal SegmentReadException(SegmentId? segment, long chunk, SegmentSourceException reason, Exception? innerException)
        : base(Describe(segment, reason), innerException)
    {
        Segment = segment;
        Chunk = chunk;
        SourceExceptionType = typeof(SegmentSourceException).FullName!;
    }

    /// <summary>Gets the segment that was being read, or null if the source failed when asked for its segments.</summary>
    public SegmentId? Segment { get; }

    /// <summary>Gets the ordinal, from 0, of the chunk that could not be read.</summary>
    public long Chunk { get; }

    /// <summary>Gets the full type name of the source's exception. The exception itself is the inner one only if <see cref="SnapchatAudienceExportOptions.IncludeSourceExceptions"/> asks for it.</summary>
    public string SourceExceptionType { get; }

    private static string Describe(SegmentId? segment, SegmentSourceException reason) => segment is { } id
        ? $"Segment '{id}' could not be read; nothing was sent. {reason.Message}"
        : $"The segments could not be listed; nothing was sent. {reason.Message}";

    private static string Describe(SegmentId? segment, long chunk, string type) => segment is { } id
        ? $"Segment '{id}' could not be read: its source failed with {type} at chunk {chunk}; nothing was sent. Mend the source and run again; {Advice}"
        : $"The segments could not be listed: the source failed with {type}; nothing was sent. Mend the source and run again; {Advice}";
}
