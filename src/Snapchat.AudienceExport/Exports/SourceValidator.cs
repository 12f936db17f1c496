using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Profiles.Sources;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds the segments and fields of a draft that the source does not have, as the export user of its connection sees it.</summary>
internal sealed class SourceValidator(ExportUserSources sources, IOptions<SnapchatAudienceExportOptions> options)
{
    /// <exception cref="SegmentReadException">The source failed.</exception>
    public Task<ExportFindings> FindAsync(ExportDraft draft, StoredConnection connection, CancellationToken cancellationToken) => sources.UseAsync(
        connection,
        async source =>
        {
            List<ValidationProblem> problems = [];
            IReadOnlyList<SegmentInfo> segments = await FindSegmentsAsync(problems, source, draft, cancellationToken).ConfigureAwait(false);
            await CheckFieldsAsync(problems, source, draft, [.. segments.Select(static segment => segment.Id)], cancellationToken).ConfigureAwait(false);
            return new ExportFindings(problems, [.. WarnOfSize(segments)]);
        });

    // Only a run knows how many distinct people there are; the members of the segments are the most there can be.
    private IEnumerable<string> WarnOfSize(IReadOnlyList<SegmentInfo> segments)
    {
        long members = segments.Sum(static segment => segment.MemberCount ?? 0);
        if (members > options.Value.MaxProfiles)
            yield return $"The segments have {members} members, and a run that wants more than {options.Value.MaxProfiles} distinct identifiers is skipped and sends nothing; choose smaller segments, or raise MaxProfiles.";
    }

    private static async Task<IReadOnlyList<SegmentInfo>> FindSegmentsAsync(List<ValidationProblem> problems, ExportUserSource source, ExportDraft draft, CancellationToken cancellationToken)
    {
        SegmentId[] wanted = [.. (draft.Segments ?? []).Where(static id => id != default).Distinct()];
        if (wanted.Length == 0)
            return [];
        IReadOnlyList<SegmentInfo> answer = await source.GetSegmentsAsync(wanted, cancellationToken).ConfigureAwait(false);
        SegmentInfo[] found = [.. answer.IntersectBy(wanted, static segment => segment.Id)];
        problems.AddRange(wanted.Except(found.Select(static segment => segment.Id)).Select(static id => new ValidationProblem(nameof(ExportDraft.Segments), $"'{id}' is not a segment of the source; only segments can be exported.")));
        return found;
    }

    // A field that one segment lacks is named once, however many others lack it too.
    private static async Task CheckFieldsAsync(List<ValidationProblem> problems, ExportUserSource source, ExportDraft draft, IReadOnlyList<SegmentId> segments, CancellationToken cancellationToken)
    {
        HashSet<string> fields = [.. (draft.Identifiers ?? []).Select(static mapping => mapping.Field).Where(static field => !string.IsNullOrWhiteSpace(field))];
        foreach (SegmentId? segment in segments.Count == 0 ? [null] : segments.Select(static id => (SegmentId?)id))
        {
            if (fields.Count == 0)
                return;
            IReadOnlyList<ProfileField> answer = await source.GetProfileFieldsAsync(segment, cancellationToken).ConfigureAwait(false);
            string[] existing = [.. answer.Select(static field => field.Name)];
            string owner = segment is { } id ? $"Segment '{id}'" : "The source";
            problems.AddRange(fields.Select(field => FieldNames.FindProblem(owner, field, existing)).OfType<string>().Select(static problem => new ValidationProblem(nameof(ExportDraft.Identifiers), problem)));
            fields.RemoveWhere(field => FieldNames.FindProblem(owner, field, existing) is not null);
        }
    }
}
