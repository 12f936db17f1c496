using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Makes one small change to several exports, to all or to none, whatever else is changed about them meanwhile.</summary>
internal sealed class ExportChanges(ExportAccess access, IAudienceExportStore store, TimeProvider timeProvider)
{
    private const int MaxAttempts = 10;

    /// <param name="caller">Who acts; the right to edit is checked for each export.</param>
    /// <param name="ids">The exports.</param>
    /// <param name="action">What is done to them.</param>
    /// <param name="change">Returns the changed definition, or null if it is as it should be already.</param>
    /// <param name="detail">What to put on record besides, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<StoredExport>> ApplyAsync(
        Caller caller, IReadOnlyList<ExportId> ids, AuditAction action, Func<ExportDefinition, ExportDefinition?> change, string? detail, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            List<StoredExport> exports = [];
            foreach (ExportId id in ids)
                exports.Add(await access.FindForEditAsync(caller, id, action, cancellationToken).ConfigureAwait(false));
            StoredExport[] changed = [.. exports.Select(export => Change(caller, export, change)).OfType<StoredExport>()];
            if (changed.Length == 0)
                return exports;
            AuditRecord[] audits = Array.ConvertAll(changed, export => AuditRecord.Of(timeProvider, caller.Actor, action, AuditSubject.Of(export.Id, export.Definition.DisplayName), detail: detail));
            try
            {
                IReadOnlyList<StoredExport> updated = await store.UpdateExportsAsync(changed, audits, cancellationToken).ConfigureAwait(false);
                return [.. exports.Select(export => updated.FirstOrDefault(one => one.Id == export.Id) ?? export)];
            }
            catch (AudienceExportConcurrencyException) when (attempt < MaxAttempts)
            {
                // The change depends on nothing else, so it is made to what the exports are by now.
            }
        }
    }

    /// <summary>Gets an export with another definition.</summary>
    public static StoredExport Edit(StoredExport export, ExportDefinition definition, Actor actor, DateTimeOffset now) => export with
    {
        Definition = definition,
        UpdatedBy = actor,
        UpdatedAt = now,

        // A new schedule begins now; any other edit leaves what is due.
        ScheduledAt = definition.Schedule.IsSameAs(export.Definition.Schedule) ? export.ScheduledAt : now,
    };

    private StoredExport? Change(Caller caller, StoredExport export, Func<ExportDefinition, ExportDefinition?> change) =>
        change(export.Definition) is { } definition ? Edit(export, definition, caller.Actor, timeProvider.GetUtcNow()) : null;
}
