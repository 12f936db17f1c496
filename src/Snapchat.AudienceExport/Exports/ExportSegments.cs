using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds what is known of the segments of an export: at the source for who may use its connection, in its latest successful run otherwise.</summary>
internal sealed class ExportSegments(IAudienceExportStore store, ExportUserSources sources, TimeProvider timeProvider)
{
    public async Task<IReadOnlyList<SegmentInfo>> FindAsync(Caller caller, StoredExport export, CancellationToken cancellationToken)
    {
        StoredConnection? connection = export.Definition.Connection is { } id ? await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false) : null;
        bool mayAsk = connection is not null && Rights.MayUse(caller, connection.Access);
        Dictionary<SegmentId, SegmentInfo> known = mayAsk ? await AskAsync(caller, export, connection!, cancellationToken).ConfigureAwait(false) : [];
        if (export.Definition.Segments.Any(segment => !known.ContainsKey(segment)))
        {
            foreach (SegmentCount segment in await FindCountsAsync(export.Id, cancellationToken).ConfigureAwait(false))
                known.TryAdd(segment.Segment, new SegmentInfo(segment.Segment, segment.Name) { MemberCount = segment.Read });
        }

        return [.. export.Definition.Segments.Select(segment => known.GetValueOrDefault(segment) ?? new SegmentInfo(segment, segment.Value))];
    }

    private async Task<Dictionary<SegmentId, SegmentInfo>> AskAsync(Caller caller, StoredExport export, StoredConnection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<SegmentInfo> segments;
        try
        {
            segments = await sources.UseAsync(connection, source => source.GetSegmentsAsync(export.Definition.Segments, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SegmentReadException or AudienceExportValidationException or InvalidOperationException)
        {
            // There is no source or no export user, or the source fails: a run tells that. Names are no reason not to show the export.
            return [];
        }

        AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, AuditAction.UseConnection, AuditSubject.Of(connection.Id, connection.DisplayName));
        await store.AddAuditAsync(audit, cancellationToken).ConfigureAwait(false);
        return segments.ToDictionary(static segment => segment.Id);
    }

    private async Task<IReadOnlyList<SegmentCount>> FindCountsAsync(ExportId export, CancellationToken cancellationToken)
    {
        Page<RunRecord> runs = await store.GetRunsAsync(new RunQuery { Export = export, Status = ExportStatus.Successful, Take = 1 }, cancellationToken).ConfigureAwait(false);
        return runs.Items is [{ Report.Segments: { } segments }] ? segments : [];
    }
}
