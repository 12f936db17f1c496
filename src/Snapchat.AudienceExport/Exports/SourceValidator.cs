using Snapchat.AudienceExport.Profiles.Sources;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds the segments and fields of a draft that the source does not have, as the export user of its connection sees it.</summary>
internal sealed class SourceValidator(ExportUserSources sources)
{
    /// <exception cref="SegmentReadException">The source failed.</exception>
    public Task<List<ValidationProblem>> FindProblemsAsync(ExportDraft draft, StoredConnection connection, CancellationToken cancellationToken) => sources.UseAsync(
        connection,
        async source =>
        {
            List<ValidationProblem> problems = [];
            IReadOnlyList<SegmentId> segments = await FindSegmentsAsync(problems, source, draft, cancellationToken).ConfigureAwait(false);
            await CheckFieldsAsync(problems, source, draft, segments, cancellationToken).ConfigureAwait(false);
            return problems;
        });

    private static async Task<IReadOnlyList<SegmentId>> FindSegmentsAsync(List<ValidationProblem> problems, ExportUserSource source, ExportDraft draft, CancellationToken cancellationToken)
    {
        SegmentId[] wanted = [.. (draft.Segments ?? []).Where(static id => id != default).Distinct()];
        if (wanted.Length == 0)
            return [];
        IReadOnlyList<SegmentInfo> answer = await source.GetSegmentsAsync(wanted, cancellationToken).ConfigureAwait(false);
        SegmentId[] found = [.. wanted.Intersect(answer.Select(static segment => segment.Id))];
        problems.AddRange(wanted.Except(found).Select(static id => new ValidationProblem(nameof(ExportDraft.Segments), $"'{id}' is not a segment of the source; only segments can be exported.")));
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
