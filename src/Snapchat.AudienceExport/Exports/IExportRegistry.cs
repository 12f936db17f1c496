using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>The exports: what goes through which connection to which audience. Saving one does not run it.</summary>
/// <remarks>
/// Everybody with a role sees every export. Administrators may do everything; contributors everything with the exports on connections they may use, whoever wrote them;
/// rights are looked up at each act. Every act, refused ones included, is in the <see cref="IAuditLog"/>.
/// </remarks>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user may not do this.</exception>
/// <exception cref="AudienceExportNotFoundException">Thrown by every method that names an export if there is none with the ID.</exception>
public interface IExportRegistry
{
    /// <summary>Begins an export; nothing is stored.</summary>
    /// <param name="user">Who acts: an administrator or contributor.</param>
    /// <param name="connection">The connection, or null to choose it later.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The draft.</returns>
    Task<ExportDraft> CreateDraftAsync(ClaimsPrincipal user, ConnectionId? connection = null, CancellationToken cancellationToken = default);

    /// <summary>Begins an edit of a saved export; nothing is stored.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The export.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The draft.</returns>
    Task<ExportDraft> EditAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default);

    /// <summary>Begins a copy of a saved export; nothing is stored.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The export to copy.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The draft, named "Copy of …".</returns>
    Task<ExportDraft> DuplicateAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default);

    /// <summary>Finds everything that is missing or wrong in a draft, the existence of its segments and fields at the source included.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The problems; empty if it can be saved.</returns>
    Task<IReadOnlyList<ValidationProblem>> ValidateAsync(ClaimsPrincipal user, ExportDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Saves a new export or an edit, effective from the next run on. It does not run.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="formerAudience">What becomes of the audience that an edit leaves.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The export.</returns>
    /// <exception cref="AudienceExportValidationException">Something is missing or wrong; everything is named.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    Task<Export> SaveAsync(ClaimsPrincipal user, ExportDraft draft, FormerAudience formerAudience = FormerAudience.Ask, CancellationToken cancellationToken = default);

    /// <summary>Lists exports by name, with what the acting person may do with each.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="query">Which exports.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The exports.</returns>
    Task<Page<Export>> GetExportsAsync(ClaimsPrincipal user, ExportQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one export.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="id">The export.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The export.</returns>
    Task<Export> GetExportAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default);

    /// <summary>Changes when exports run by themselves: one export, or several alike. Either all are changed or none.</summary>
    /// <param name="user">Who acts; it takes the right to edit each of them.</param>
    /// <param name="ids">The exports, at least one.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The exports afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">The schedule has no valid recurrence.</exception>
    Task<IReadOnlyList<Export>> SetScheduleAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, ExportSchedule schedule, CancellationToken cancellationToken = default);

    /// <summary>Takes the connection from exports. They keep everything else and do not run until they are attached again.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="ids">The exports, at least one. Either all are detached or none.</param>
    /// <param name="cancellationToken">Stops waiting; the exports are detached all the same.</param>
    /// <returns>The exports, once no run of theirs uploads any more.</returns>
    Task<IReadOnlyList<Export>> DetachAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, CancellationToken cancellationToken = default);

    /// <summary>Gives a detached export a connection.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="id">The export.</param>
    /// <param name="connection">The connection; it must be saved.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The export afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">The export has a connection, or the connection is a draft.</exception>
    Task<Export> AttachAsync(ClaimsPrincipal user, ExportId id, ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Removes an export. Its audience stays as it is, and its history stays readable to administrators in the audit log.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The export.</param>
    /// <param name="version">The version that is removed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when it is removed.</returns>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    /// <exception cref="RunInProgressException">It is running; cancel the run first.</exception>
    Task RemoveAsync(ClaimsPrincipal user, ExportId id, long version, CancellationToken cancellationToken = default);

    /// <summary>Asks Snapchat whether an export could write to an audience: whether it exists, is a customer list, and can be written to through the connection.</summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What Snapchat says.</returns>
    Task<AudienceCheck> CheckAudienceAsync(ClaimsPrincipal user, ConnectionId connection, AudienceId audience, CancellationToken cancellationToken = default);

    /// <summary>Gets the segments that can be exported, as the export user of the connection sees them.</summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The segments.</returns>
    Task<IReadOnlyList<SegmentInfo>> GetSegmentsAsync(ClaimsPrincipal user, ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Gets the profile fields that can be mapped, as the export user of the connection sees them.</summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="segment">The segment whose fields are asked for, or null for any.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The fields.</returns>
    Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ClaimsPrincipal user, ConnectionId connection, SegmentId? segment = null, CancellationToken cancellationToken = default);
}
