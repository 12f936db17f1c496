using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Each method asks first who acts and whether they may, then acts, and shows the result as they may see it.</summary>
internal sealed partial class ExportRegistry(
    ExportAccess access,
    IAudienceExportStore store,
    SchedulingBook book,
    ExportValidator validator,
    ExportSaving saving,
    ExportChanges changes,
    ExportUserSources sources,
    ExportSegments segments,
    AudienceInspector inspector,
    RunningUploads uploads,
    TimeProvider timeProvider) : IExportRegistry
{
    public Task<ExportDraft> CreateDraftAsync(ClaimsPrincipal user, ConnectionId? connection = null, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Contributor,
        AuditAction.CreateExport,
        subject: null,
        async caller =>
        {
            if (connection is { } id)
                await access.FindForUseAsync(caller, id, AuditAction.CreateExport, cancellationToken).ConfigureAwait(false);
            return new ExportDraft { Connection = connection };
        },
        cancellationToken);

    public Task<ExportDraft> EditAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Contributor,
        AuditAction.EditExport,
        AuditSubject.Of(id),
        async caller =>
        {
            StoredExport export = await access.FindForEditAsync(caller, id, AuditAction.EditExport, cancellationToken).ConfigureAwait(false);
            return DraftOf(export.Definition) with { Id = export.Id, Version = export.Version };
        },
        cancellationToken);

    public Task<ExportDraft> DuplicateAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Contributor,
        AuditAction.CreateExport,
        AuditSubject.Of(id),
        async caller =>
        {
            StoredExport export = await access.FindForEditAsync(caller, id, AuditAction.CreateExport, cancellationToken).ConfigureAwait(false);
            return DraftOf(export.Definition) with { DisplayName = ExportName.OfCopy(export.Definition.DisplayName) };
        },
        cancellationToken);

    public Task<Page<Export>> GetExportsAsync(ClaimsPrincipal user, ExportQuery? query = null, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Viewer,
        AuditAction.ViewExports,
        subject: null,
        async caller =>
        {
            IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);
            return ExportSearch.Find(await ShowAsync(caller, exports, cancellationToken).ConfigureAwait(false), query ?? new ExportQuery());
        },
        cancellationToken);

    public Task<Export> GetExportAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Viewer,
        AuditAction.ViewExports,
        AuditSubject.Of(id),
        async caller => await ShowAsync(caller, await access.FindAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public Task<IReadOnlyList<SegmentInfo>> GetExportSegmentsAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Viewer,
        AuditAction.ViewExports,
        AuditSubject.Of(id),
        async caller => await segments.FindAsync(caller, await access.FindAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public Task<AudienceCheck> CheckAudienceAsync(ClaimsPrincipal user, ConnectionId connection, AudienceId audience, CancellationToken cancellationToken = default) =>
        LookThroughAsync(user, connection, saved => inspector.InspectAsync(saved.Id, audience, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<SegmentInfo>> GetSegmentsAsync(ClaimsPrincipal user, ConnectionId connection, CancellationToken cancellationToken = default) =>
        LookThroughAsync(user, connection, saved => sources.UseAsync(saved, source => source.GetSegmentsAsync([], cancellationToken)), cancellationToken);

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ClaimsPrincipal user, ConnectionId connection, SegmentId? segment = null, CancellationToken cancellationToken = default) =>
        LookThroughAsync(user, connection, saved => sources.UseAsync(saved, source => source.GetProfileFieldsAsync(segment, cancellationToken)), cancellationToken);

    private static ExportDraft DraftOf(ExportDefinition definition) => new()
    {
        DisplayName = definition.DisplayName,
        Connection = definition.Connection,
        Audience = definition.Audience.Value,
        Identifiers = definition.Identifiers,
        Segments = definition.Segments,
        Mode = definition.Mode,
        Schedule = definition.Schedule,
    };

    /// <summary>Looks at something through a connection, which is on record since it happens under another identity.</summary>
    private Task<T> LookThroughAsync<T>(ClaimsPrincipal user, ConnectionId id, Func<StoredConnection, Task<T>> look, CancellationToken cancellationToken) => access.ActAsync(
        user,
        AudienceExportRole.Contributor,
        AuditAction.UseConnection,
        AuditSubject.Of(id),
        async caller =>
        {
            StoredConnection connection = await access.FindForUseAsync(caller, id, AuditAction.UseConnection, cancellationToken).ConfigureAwait(false);
            if (connection.State == ConnectionState.Draft)
                throw DraftConnection(connection);
            T seen = await look(connection).ConfigureAwait(false);
            await store.AddAuditAsync(AuditRecord.Of(timeProvider, caller.Actor, AuditAction.UseConnection, AuditSubject.Of(id, connection.DisplayName)), cancellationToken).ConfigureAwait(false);
            return seen;
        },
        cancellationToken);

    private async Task<Export> ShowAsync(Caller caller, StoredExport export, CancellationToken cancellationToken) =>
        (await ShowAsync(caller, [export], cancellationToken).ConfigureAwait(false))[0];

    private async Task<IReadOnlyList<Export>> ShowAsync(Caller caller, IReadOnlyList<StoredExport> exports, CancellationToken cancellationToken)
    {
        ExportViews views = await ExportViews.LoadAsync(store, book, caller, timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return [.. exports.Select(views.Show)];
    }

    private static AudienceExportValidationException DraftConnection(StoredConnection connection) => new([ExportValidator.IsDraft(connection)]);
}
