using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

internal sealed partial class ExportRegistry
{
    public Task<IReadOnlyList<ValidationProblem>> ValidateAsync(ClaimsPrincipal user, ExportDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        AuditAction action = ActionOf(draft);
        return access.ActAsync(
            user,
            AudienceExportRole.Contributor,
            action,
            SubjectOf(draft),
            async Task<IReadOnlyList<ValidationProblem>> (caller) =>
            {
                if (draft.Id is { } id)
                    await access.FindForEditAsync(caller, id, action, cancellationToken).ConfigureAwait(false);
                StoredConnection? connection = await FindConnectionAsync(draft, cancellationToken).ConfigureAwait(false);
                bool isUsable = connection is not null && Rights.MayUse(caller, connection.Access);
                return (await validator.FindAsync(draft, isUsable ? connection : null, cancellationToken).ConfigureAwait(false)).Problems;
            },
            cancellationToken);
    }

    public Task<Export> SaveAsync(ClaimsPrincipal user, ExportDraft draft, FormerAudience formerAudience = FormerAudience.Ask, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        AuditAction action = ActionOf(draft);
        return access.ActAsync(
            user,
            AudienceExportRole.Contributor,
            action,
            SubjectOf(draft),
            async caller =>
            {
                StoredExport? existing = draft.Id is { } id ? await access.FindForEditAsync(caller, id, action, cancellationToken).ConfigureAwait(false) : null;
                StoredConnection? connection = await FindConnectionAsync(draft, cancellationToken).ConfigureAwait(false);
                if (connection is not null)
                    await access.FindForUseAsync(caller, connection.Id, action, cancellationToken).ConfigureAwait(false);
                (StoredExport saved, IReadOnlyList<string> warnings) = await saving.SaveAsync(caller, draft, existing, connection, formerAudience, cancellationToken).ConfigureAwait(false);
                return await ShowAsync(caller, saved, cancellationToken).ConfigureAwait(false) with { Warnings = warnings };
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<Export>> SetScheduleAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, ExportSchedule schedule, CancellationToken cancellationToken = default) =>
        ScheduleAsync(user, ids, ScheduleValidator.FindProblems(schedule), export => export with { Schedule = schedule }, cancellationToken);

    public Task<IReadOnlyList<Export>> PauseScheduleAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, bool isPaused, CancellationToken cancellationToken = default) =>
        ScheduleAsync(
            user,
            ids,
            [],
            export => export.Schedule.Kind == ScheduleKind.Off || export.Schedule.IsPaused == isPaused ? null : export with { Schedule = export.Schedule with { IsPaused = isPaused } },
            cancellationToken);

    public Task<IReadOnlyList<Export>> DetachAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, CancellationToken cancellationToken = default)
    {
        ExportId[] exports = RequireSome(ids);
        return access.ActAsync(
            user,
            AudienceExportRole.Administrator,
            AuditAction.DetachExport,
            SubjectOf(exports),
            async caller =>
            {
                IReadOnlyList<StoredExport> detached = await changes.ApplyAsync(
                    caller, exports, AuditAction.DetachExport, static export => export.Connection is null ? null : export with { Connection = null }, detail: null, cancellationToken).ConfigureAwait(false);
                await uploads.WaitUntilStoppedAsync(run => exports.Contains(run.Export), cancellationToken).ConfigureAwait(false);
                return await ShowAsync(caller, detached, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public Task<Export> AttachAsync(ClaimsPrincipal user, ExportId id, ConnectionId connection, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Administrator,
        AuditAction.AttachExport,
        AuditSubject.Of(id),
        async caller =>
        {
            StoredConnection target = await access.FindForUseAsync(caller, connection, AuditAction.AttachExport, cancellationToken).ConfigureAwait(false);
            if (target.State == ConnectionState.Draft)
                throw DraftConnection(target);
            IReadOnlyList<StoredExport> attached = await changes.ApplyAsync(
                caller,
                [id],
                AuditAction.AttachExport,
                export => export.Connection is null
                    ? export with { Connection = connection }
                    : throw new AudienceExportValidationException(nameof(ExportDraft.Connection), "The export has a connection already; edit it to choose another one."),
                $"To connection \"{target.DisplayName}\" ({connection}).",
                cancellationToken).ConfigureAwait(false);
            return await ShowAsync(caller, attached[0], cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task RemoveAsync(ClaimsPrincipal user, ExportId id, long version, CancellationToken cancellationToken = default) => access.ActAsync(
        user,
        AudienceExportRole.Contributor,
        AuditAction.RemoveExport,
        AuditSubject.Of(id),
        async caller =>
        {
            StoredExport export = await access.FindForEditAsync(caller, id, AuditAction.RemoveExport, cancellationToken).ConfigureAwait(false);
            AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, AuditAction.RemoveExport, AuditSubject.Of(id, export.Definition.DisplayName));
            await store.RemoveExportAsync(id, version, audit, cancellationToken).ConfigureAwait(false);
            return export;
        },
        cancellationToken);

    private Task<IReadOnlyList<Export>> ScheduleAsync(
        ClaimsPrincipal user, IReadOnlyList<ExportId> ids, IEnumerable<ValidationProblem> found, Func<ExportDefinition, ExportDefinition?> change, CancellationToken cancellationToken)
    {
        ExportId[] exports = RequireSome(ids);
        return access.ActAsync(
            user,
            AudienceExportRole.Contributor,
            AuditAction.ScheduleExport,
            SubjectOf(exports),
            async caller =>
            {
                ValidationProblem[] problems = [.. found];
                if (problems.Length > 0)
                    throw new AudienceExportValidationException(problems);
                IReadOnlyList<StoredExport> changed = await changes.ApplyAsync(caller, exports, AuditAction.ScheduleExport, change, detail: null, cancellationToken).ConfigureAwait(false);
                return await ShowAsync(caller, changed, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private async Task<StoredConnection?> FindConnectionAsync(ExportDraft draft, CancellationToken cancellationToken) =>
        draft.Connection is { } id ? await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false) : null;

    private static AuditAction ActionOf(ExportDraft draft) => draft.Id is null ? AuditAction.CreateExport : AuditAction.EditExport;

    private static AuditSubject? SubjectOf(ExportDraft draft) => draft.Id is { } id ? AuditSubject.Of(id, draft.DisplayName) : null;

    private static AuditSubject? SubjectOf(ExportId[] exports) => exports is [ExportId one] ? AuditSubject.Of(one) : null;

    private static ExportId[] RequireSome(IReadOnlyList<ExportId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Count > 0 ? [.. ids.Distinct()] : throw new ArgumentException("No export is named; name at least one.", nameof(ids));
    }
}
