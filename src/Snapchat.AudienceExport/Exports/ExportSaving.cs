using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Turns drafts into saved exports.</summary>
internal sealed class ExportSaving(IAudienceExportStore store, ExportValidator validator, FormerAudienceClearing clearing, TimeProvider timeProvider)
{
    /// <param name="caller">Who acts; the right to do so has been checked.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="existing">The export that it is an edit of, or null.</param>
    /// <param name="connection">The connection, or null if there is none that the acting person may use.</param>
    /// <param name="former">What becomes of the audience that an edit leaves.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The export, and what a person should know although it was saved.</returns>
    public async Task<(StoredExport Saved, IReadOnlyList<string> Warnings)> SaveAsync(Caller caller, ExportDraft draft, StoredExport? existing, StoredConnection? connection, FormerAudience former, CancellationToken cancellationToken)
    {
        if (existing is not null && existing.Version != draft.Version)
            throw StoreConflict.Changed("export");
        ExportFindings findings = await validator.FindAsync(draft, connection, cancellationToken).ConfigureAwait(false);
        List<ValidationProblem> problems = [.. findings.Problems];
        bool leaves = existing is not null && AudienceId.TryParse(draft.Audience?.Trim(), null, out AudienceId audience) && audience != existing.Definition.Audience;
        if (leaves)
            problems.AddRange(await FindFormerAudienceProblemsAsync(existing!, former, cancellationToken).ConfigureAwait(false));
        if (problems.Count > 0)
            throw new AudienceExportValidationException(problems);

        ExportDefinition definition = Define(draft);
        Task<StoredExport> KeepAsync() => existing is null ? AddAsync(caller, definition, cancellationToken) : UpdateAsync(caller, existing, definition, cancellationToken);
        try
        {
            StoredExport saved = leaves && former == FormerAudience.Clear
                ? await clearing.ClearAsync(caller, existing!, existing!.Definition.Connection ?? connection!.Id, KeepAsync, cancellationToken).ConfigureAwait(false)
                : await KeepAsync().ConfigureAwait(false);
            return (saved, findings.Warnings);
        }
        catch (ExportConflictException conflict)
        {
            // Somebody saved the other export since the draft was validated.
            throw new AudienceExportValidationException([ExportValidator.ConflictWith(conflict.Other)]);
        }
    }

    private async Task<IEnumerable<ValidationProblem>> FindFormerAudienceProblemsAsync(StoredExport existing, FormerAudience former, CancellationToken cancellationToken)
    {
        AudienceId left = existing.Definition.Audience;
        if (former == FormerAudience.Leave)
            return [];
        if (former != FormerAudience.Clear)
            return [new(nameof(FormerAudience), $"The export leaves audience {left}: shall that audience stay as it is ({FormerAudience.Leave}), or shall all users be removed from it ({FormerAudience.Clear})?")];
        IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);
        return exports
            .Where(other => other.Id != existing.Id && other.Definition.Audience == left)
            .Select(other => new ValidationProblem(nameof(FormerAudience), $"Audience {left} cannot be cleared, since export {new ExportReference(other.Id, other.Definition.DisplayName)} writes to it too; choose {FormerAudience.Leave}."));
    }

    private static ExportDefinition Define(ExportDraft draft) => new(draft.DisplayName.Trim(), AudienceId.Parse(draft.Audience.Trim()))
    {
        Connection = draft.Connection,
        Identifiers = [.. draft.Identifiers],
        Segments = [.. draft.Segments.Distinct()],
        Mode = draft.Mode,
        Schedule = draft.Schedule,
    };

    private async Task<StoredExport> AddAsync(Caller caller, ExportDefinition definition, CancellationToken cancellationToken)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        var export = new StoredExport(ExportId.New(timeProvider), 1, definition) { CreatedBy = caller.Actor, CreatedAt = now, UpdatedBy = caller.Actor, UpdatedAt = now, ScheduledAt = now };
        await store.AddExportAsync(export, AuditRecord.Of(timeProvider, caller.Actor, AuditAction.CreateExport, AuditSubject.Of(export.Id, definition.DisplayName)), cancellationToken).ConfigureAwait(false);
        return export;
    }

    private async Task<StoredExport> UpdateAsync(Caller caller, StoredExport existing, ExportDefinition definition, CancellationToken cancellationToken)
    {
        StoredExport edited = ExportChanges.Edit(existing, definition, caller.Actor, timeProvider.GetUtcNow());
        string? detail = definition.Audience == existing.Definition.Audience ? null : $"Moved from audience {existing.Definition.Audience} to {definition.Audience}.";
        AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, AuditAction.EditExport, AuditSubject.Of(existing.Id, definition.DisplayName), detail: detail);
        return (await store.UpdateExportsAsync([edited], [audit], cancellationToken).ConfigureAwait(false))[0];
    }
}
