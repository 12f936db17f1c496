using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Several sources as one: a segment <c>name:id</c> is the segment <c>id</c> of the source of that name. A source is made when it is first asked for something.</summary>
internal sealed class NamedSegmentSources(IServiceProvider services, SegmentSourceNames names) : ISegmentSource
{
    private const char Separator = ':';

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ILookup<string, SegmentId> asked = query.Segments.Select(Split).ToLookup(static part => part.Name, static part => part.Id, StringComparer.Ordinal);
        foreach (string name in names)
        {
            // To ask for no segment would mean to ask for all.
            if (asked.Count > 0 && !asked.Contains(name))
                continue;
            SegmentQuery own = query with { Segments = [.. asked[name]] };
            await foreach (SegmentInfo segment in Get(name).GetSegmentsAsync(own, cancellationToken).ConfigureAwait(false))
                yield return segment with { Id = Join(name, segment.Id) };
        }
    }

    public async Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Segment is { } segment)
        {
            (string owner, SegmentId id) = Require(segment);
            return await Get(owner).GetProfileFieldsAsync(query with { Segment = id }, cancellationToken).ConfigureAwait(false);
        }

        List<ProfileField> fields = [];
        foreach (string name in names)
            fields.AddRange(await Get(name).GetProfileFieldsAsync(query, cancellationToken).ConfigureAwait(false));
        return [.. fields.DistinctBy(static field => field.Name, StringComparer.Ordinal)];
    }

    public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default)
    {
        (string name, SegmentId id) = Require(request.Segment);
        return Get(name).ReadAsync(request with { Segment = id }, cancellationToken);
    }

    private ISegmentSource Get(string name) => services.GetRequiredKeyedService<ISegmentSource>(new SegmentSourceKey(name));

    private (string Name, SegmentId Id) Require(SegmentId segment)
    {
        (string Name, SegmentId Id) parts = Split(segment);
        return parts.Id != default && names.Contains(parts.Name)
            ? parts
            : throw new AudienceExportValidationException(nameof(SegmentReadRequest.Segment), $"No source has a segment '{segment}'; its ID begins with the name of a source and ':', and the sources are {string.Join(", ", names)}.");
    }

    private static (string Name, SegmentId Id) Split(SegmentId segment)
    {
        string text = segment.ToString();
        int end = text.IndexOf(Separator, StringComparison.Ordinal);
        return end >= 0 && SegmentId.TryParse(text.AsSpan(end + 1), null, out SegmentId id) ? (text[..end], id) : ("", default);
    }

    private static SegmentId Join(string name, SegmentId id) => SegmentId.TryParse($"{name}{Separator}{id}", null, out SegmentId joined)
        ? joined
        : throw new AudienceExportValidationException(nameof(SegmentQuery.Segments), $"Source '{name}' has a segment whose ID is too long to be named with its source; shorten the ID or the name.");
}
