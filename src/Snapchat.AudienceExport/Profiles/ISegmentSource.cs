namespace Snapchat.AudienceExport;

/// <summary>Where profiles come from: what a host implements to export its own segments.</summary>
/// <remarks>
/// A source that cannot read a whole segment throws; it never returns fewer rows, since missing rows cannot be told from people who left.
/// What it throws reaches nobody as it is: the export keeps the type name of the exception and drops its message, where drivers put values.
/// Only a <see cref="SegmentSourceException"/> speaks to people, and holds no values.
/// <see cref="SegmentSource"/> makes sources from collections and from any ADO.NET reader.
/// </remarks>
public interface ISegmentSource
{
    /// <summary>Gets the segments asked for, or all of them.</summary>
    /// <param name="query">Which segments, and under whose identity.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>The segments that exist; unknown ones are left out.</returns>
    IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default);

    /// <summary>Gets the fields that can be mapped.</summary>
    /// <param name="query">Of which segment, and under whose identity.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The fields.</returns>
    Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads all members of a segment, chunk by chunk.</summary>
    /// <param name="request">Which segment, which fields, and under whose identity.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>Chunks with the requested fields as columns, in their order. The caller owns each chunk and disposes it.</returns>
    IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default);
}
