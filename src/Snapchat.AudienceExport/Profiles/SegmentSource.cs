using System.Data.Common;
using Snapchat.AudienceExport.Profiles.Sources;

namespace Snapchat.AudienceExport;

/// <summary>Makes segment sources from what a program already has: collections and ADO.NET readers.</summary>
/// <remarks>Fields are found by their exact name first, then by the only name that differs in case alone.</remarks>
public static class SegmentSource
{
    /// <summary>The ID of the one segment of a source that was made from a single collection or reader: <c>profiles</c>.</summary>
    public static SegmentId SingleSegment { get; } = SegmentId.Parse("profiles");

    /// <summary>The field that the selector of a single-field source fills: <c>email</c>.</summary>
    public const string EmailField = "email";

    /// <summary>Makes a source of one segment from a collection.</summary>
    /// <typeparam name="T">The type of a profile.</typeparam>
    /// <param name="profiles">The members of the segment <see cref="SingleSegment"/>; enumerated once per run.</param>
    /// <param name="email">Gets a profile's email, which becomes the field <see cref="EmailField"/>; null is blank.</param>
    /// <returns>The source.</returns>
    public static ISegmentSource FromEnumerable<T>(IEnumerable<T> profiles, Func<T, string?> email)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(email);
        return FromEnumerable(OneSegment(profiles), OneField(email));
    }

    /// <summary>Makes a source of several segments from collections.</summary>
    /// <typeparam name="T">The type of a profile.</typeparam>
    /// <param name="segments">The members of each segment; enumerated once per run.</param>
    /// <param name="fields">Gets the value of each field; null is blank.</param>
    /// <returns>The source.</returns>
    public static ISegmentSource FromEnumerable<T>(IReadOnlyDictionary<SegmentId, IEnumerable<T>> segments, IReadOnlyDictionary<string, Func<T, string?>> fields)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(fields);
        return new EnumerableSegmentSource<T>(segments, new ProfileFields<T>(fields));
    }

    /// <summary>Makes a source of one segment from an asynchronous sequence.</summary>
    /// <inheritdoc cref="FromEnumerable{T}(IEnumerable{T}, Func{T, string})"/>
    public static ISegmentSource FromAsyncEnumerable<T>(IAsyncEnumerable<T> profiles, Func<T, string?> email)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(email);
        return FromAsyncEnumerable(OneSegment(profiles), OneField(email));
    }

    /// <summary>Makes a source of several segments from asynchronous sequences.</summary>
    /// <inheritdoc cref="FromEnumerable{T}(IReadOnlyDictionary{SegmentId, IEnumerable{T}}, IReadOnlyDictionary{string, Func{T, string}})"/>
    public static ISegmentSource FromAsyncEnumerable<T>(IReadOnlyDictionary<SegmentId, IAsyncEnumerable<T>> segments, IReadOnlyDictionary<string, Func<T, string?>> fields)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(fields);
        return new AsyncEnumerableSegmentSource<T>(segments, new ProfileFields<T>(fields));
    }

    /// <summary>Makes a source of one segment, <see cref="SingleSegment"/>, from an ADO.NET reader of any provider.</summary>
    /// <param name="open">Opens a reader over all members; called once per run, and once when fields are asked for. The reader is disposed after use.</param>
    /// <returns>The source; its fields are the reader's columns.</returns>
    /// <remarks>
    /// Text is read with <see cref="DbDataReader.GetChars"/> into a pooled buffer, so that no string is made per row: with Sylvan.Data.Csv nothing is
    /// allocated per row. Of a provider that lacks the call, or allocates more in it than a string (Microsoft.Data.Sqlite makes a stream reader each time),
    /// strings are read instead. Columns of bytes are taken to be UTF-8; other types are written as the invariant culture does.
    /// The reader may have been opened for sequential access.
    /// </remarks>
    public static ISegmentSource FromDbDataReader(Func<SegmentReadRequest, CancellationToken, Task<DbDataReader>> open) =>
        FromDbDataReader([new SegmentInfo(SingleSegment, SingleSegment.Value)], open);

    /// <summary>Makes a source of several segments from ADO.NET readers of any provider.</summary>
    /// <inheritdoc cref="FromDbDataReader(Func{SegmentReadRequest, CancellationToken, Task{DbDataReader}})" path="/remarks"/>
    /// <param name="segments">The segments there are; at least one.</param>
    /// <param name="open">Opens a reader over all members of the segment asked for; the reader is disposed after use.</param>
    /// <returns>The source; its fields are the reader's columns.</returns>
    public static ISegmentSource FromDbDataReader(IReadOnlyList<SegmentInfo> segments, Func<SegmentReadRequest, CancellationToken, Task<DbDataReader>> open)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(open);
        if (segments.Count == 0)
            throw new ArgumentException("A source has at least one segment.", nameof(segments));
        return new DbDataReaderSegmentSource([.. segments], open);
    }

    private static Dictionary<SegmentId, TProfiles> OneSegment<TProfiles>(TProfiles profiles)
        where TProfiles : class => new() { [SingleSegment] = profiles };

    private static Dictionary<string, Func<T, string?>> OneField<T>(Func<T, string?> email) => new(StringComparer.Ordinal) { [EmailField] = email };
}
