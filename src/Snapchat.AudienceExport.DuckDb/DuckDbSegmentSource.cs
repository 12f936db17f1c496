using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.DuckDb.Reading;

namespace Snapchat.AudienceExport.DuckDb;

/// <summary>Segments that DuckDB reads. DuckDB waits and computes on the caller's thread, so its work is handed to the pool.</summary>
internal sealed class DuckDbSegmentSource(DuckDbSegmentOptions options) : ISegmentSource
{
    private const int SampledRows = 200;

    private readonly SegmentCatalog _catalog = new(options);

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SegmentDefinition segment in await Task.Run(_catalog.List, cancellationToken).ConfigureAwait(false))
        {
            if (query.Includes(segment.Id))
                yield return await Task.Run(() => Inspect(segment, isAskedFor: query.Segments.Count > 0, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            SegmentDefinition? segment = query.Segment is { } id ? _catalog.Find(id) : _catalog.List() is [var first, ..] ? first : null;
            return (IReadOnlyList<ProfileField>)(segment is null ? [] : DescribeFields(segment, cancellationToken));
        },
        cancellationToken);

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SegmentDefinition segment = await Task.Run(() => _catalog.Find(request.Segment), cancellationToken).ConfigureAwait(false);
        using DuckDbSession session = await Task.Run(() => DuckDbSession.Open(options, cancellationToken), cancellationToken).ConfigureAwait(false);
        using VectorReader reader = await Task.Run(() => OpenReader(session, segment, request), cancellationToken).ConfigureAwait(false);

        // Not given up when canceled, but interrupted: the reader must not be disposed while it reads.
        while (await Task.Run(() => session.Try(segment, reader.ReadChunk), CancellationToken.None).ConfigureAwait(false) is { } chunk)
            yield return chunk;
    }

    private static VectorReader OpenReader(DuckDbSession session, SegmentDefinition segment, SegmentReadRequest request)
    {
        IReadOnlyList<SegmentColumn> columns = session.Describe(segment);
        SegmentColumn[] wanted = [.. request.FindFields([.. columns.Select(static column => column.Name)]).Select(position => columns[position])];
        string[] unfit = [.. wanted.Where(static column => !column.HoldsIdentifiers).Select(static column => $"'{column.Name}' is {column.ShownType}")];
        return unfit.Length == 0
            ? session.Read(segment, columns, wanted)
            : throw new SegmentSourceException($"Segment '{segment.Id}', {segment.Origin}: field {string.Join(", ", unfit)}, which cannot hold an identifier as it was written; make it VARCHAR, or map another field.");
    }

    private SegmentInfo Inspect(SegmentDefinition segment, bool isAskedFor, CancellationToken cancellationToken)
    {
        var info = new SegmentInfo(segment.Id, segment.Id.Value) { RefreshedAt = RefreshedAt(segment) };
        if (!options.CountMembers)
            return info;
        try
        {
            using DuckDbSession session = DuckDbSession.Open(options, cancellationToken);
            return info with { MemberCount = session.Count(segment) };
        }
        catch (SegmentSourceException) when (!isAskedFor)
        {
            // One broken file hides no other; whoever asks for this one is told why.
            return info with { State = SegmentState.Failed };
        }
    }

    private static DateTimeOffset? RefreshedAt(SegmentDefinition segment) =>
        segment.Path is { } path && File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero) : null;

    private ProfileField[] DescribeFields(SegmentDefinition segment, CancellationToken cancellationToken)
    {
        using DuckDbSession session = DuckDbSession.Open(options, cancellationToken);
        IReadOnlyList<SegmentColumn> columns = session.Describe(segment);
        SegmentColumn[] readable = [.. columns.Where(static column => column.HoldsIdentifiers)];
        ProfileField[] fields = [.. columns.Select(static column => ProfileField.Describe(column.Name, column.ShownType))];
        if (readable.Length == 0)
            return fields;

        using VectorReader reader = session.Read(segment, columns, readable, SampledRows);
        using ProfileChunk? sample = session.Try(segment, reader.ReadChunk);
        for (int field = 0; field < readable.Length && sample is not null; field++)
        {
            ref ProfileField described = ref fields[readable[field].Ordinal];
            described = described with { Hint = SampledHints.Guess(sample.GetColumn(field)) ?? described.Hint };
        }

        return fields;
    }
}
