using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>The exports: what goes through which connection to which audience. Saving one does not run it.</summary>
/// <remarks>
/// Everybody with a role sees every export. Administrators may do everything; contributors everything with the exports on connections they may use, whoever wrote them;
/// rights are looked up at each act. Every change, every look through a connection, and everything that was refused or failed is in the <see cref="IAuditLog"/>.
/// A detached export has no connection that could be shared, so only administrators may do more than see it.
/// </remarks>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user may not do this.</exception>
/// <exception cref="AudienceExportNotFoundException">Thrown by every method that names an export or a connection if there is none with the ID; a draft's connection is a matter of validation.</exception>
public interface IExportRegistry
{
    /// <summary>Begins an export; nothing is stored.</summary>
    /// <param name="user">Who acts: an administrator or contributor, who may use the connection if there is one.</param>
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
    /// <returns>The draft, named "Copy of …", cut to 200 characters.</returns>
    Task<ExportDraft> DuplicateAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default);

    /// <summary>Finds everything that is missing or wrong in a draft, the existence of its segments and fields at the source included.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The problems, each with the name of the draft's property; empty if it can be saved. Whether an edit that moves the export to another audience says what becomes of the former one, only
    /// <see cref="SaveAsync"/> asks.
    /// </returns>
    /// <exception cref="SegmentReadException">The segment source failed when asked for segments or fields.</exception>
    Task<IReadOnlyList<ValidationProblem>> ValidateAsync(ClaimsPrincipal user, ExportDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Saves a new export or an edit, effective from the next run on. It does not run.</summary>
    /// <remarks>
    /// With <see cref="FormerAudience.Clear"/>, the former audience is emptied first, while no run can write to it, and the edit is saved only then. If Snapchat refuses or cannot be reached, nothing is
    /// changed: save again. If saving fails after Snapchat has acknowledged, the export still leads to the emptied audience, its next run fills it again, and the audit log says that it was emptied.
    /// An audience that other exports write to is not cleared.
    /// </remarks>
    /// <param name="user">Who acts.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="formerAudience">What becomes of the audience that an edit leaves; without effect if it leaves none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The export.</returns>
    /// <exception cref="AudienceExportValidationException">Something is missing or wrong, everything of which is named; or the edit leaves an audience, and nobody said what becomes of that one.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    /// <exception cref="RunInProgressException">The former audience was to be cleared, and a run is writing to it.</exception>
    /// <exception cref="SegmentReadException">The segment source failed when asked for segments or fields.</exception>
    /// <exception cref="SnapchatApiException">The former audience was to be cleared, and Snapchat refused or could not be reached.</exception>
    /// <exception cref="ReauthenticationRequiredException">The former audience was to be cleared, and Snapchat no longer accepts the authentication of the connection.</exception>
    Task<Export> SaveAsync(ClaimsPrincipal user, ExportDraft draft, FormerAudience formerAudience = FormerAudience.Ask, CancellationToken cancellationToken = default);

    /// <summary>Lists exports by name, with what the acting person may do with each.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="query">Which exports.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The exports.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The query skips or takes a number out of its range.</exception>
    Task<Page<Export>> GetExportsAsync(ClaimsPrincipal user, ExportQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one export.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="id">The export.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The export.</returns>
    Task<Export> GetExportAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gets the segments of an export by name: as the source tells of them now to who may use the connection, and to everybody else as its latest successful run found them. That is also what is
    /// told of a detached export, and of what the source does not tell.
    /// </summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="id">The export.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>All segments of the export, in its order; one of which nothing is known has its ID as name, and no number of members.</returns>
    Task<IReadOnlyList<SegmentInfo>> GetExportSegmentsAsync(ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken = default);

    /// <summary>Changes when exports run by themselves: one export, or several alike. Either all are changed or none.</summary>
    /// <param name="user">Who acts; it takes the right to edit each of them.</param>
    /// <param name="ids">The exports, at least one.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The exports afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">The schedule is not valid.</exception>
    /// <exception cref="ArgumentException">No export is named.</exception>
    Task<IReadOnlyList<Export>> SetScheduleAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, ExportSchedule schedule, CancellationToken cancellationToken = default);

    /// <summary>Enables or pauses the schedules of exports, and leaves each as it is. Either all are changed or none. One without a schedule stays without.</summary>
    /// <param name="user">Who acts; it takes the right to edit each of them.</param>
    /// <param name="ids">The exports, at least one.</param>
    /// <param name="isPaused">Whether the exports stop running by themselves.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The exports afterwards.</returns>
    /// <exception cref="ArgumentException">No export is named.</exception>
    Task<IReadOnlyList<Export>> PauseScheduleAsync(ClaimsPrincipal user, IReadOnlyList<ExportId> ids, bool isPaused, CancellationToken cancellationToken = default);

    /// <summary>Takes the connection from exports. They keep everything else and do not run until they are attached again.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="ids">The exports, at least one. Either all are detached or none.</param>
    /// <param name="cancellationToken">Stops waiting; the exports are detached all the same.</param>
    /// <returns>The exports, once no run of theirs uploads any more.</returns>
    /// <exception cref="ArgumentException">No export is named.</exception>
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

    /// <summary>
    /// Asks Snapchat whether an export could write to an audience: whether it exists, is a customer list, and can be written to through the connection as far as the roles of its Snapchat user tell.
    /// Nothing is written.
    /// </summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What Snapchat says; the audience tells its retention.</returns>
    /// <exception cref="AudienceExportValidationException">The connection is a draft.</exception>
    /// <exception cref="SnapchatApiException">Snapchat could not be reached.</exception>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the authentication of the connection.</exception>
    Task<AudienceCheck> CheckAudienceAsync(ClaimsPrincipal user, ConnectionId connection, AudienceId audience, CancellationToken cancellationToken = default);

    /// <summary>Gets the segments that can be exported, as the export user of the connection sees them.</summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The segments.</returns>
    /// <exception cref="AudienceExportValidationException">The connection is a draft.</exception>
    /// <exception cref="SegmentReadException">The segment source failed.</exception>
    Task<IReadOnlyList<SegmentInfo>> GetSegmentsAsync(ClaimsPrincipal user, ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Gets the profile fields that can be mapped, as the export user of the connection sees them.</summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="segment">The segment whose fields are asked for, or null for any.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The fields.</returns>
    /// <exception cref="AudienceExportValidationException">The connection is a draft.</exception>
    /// <exception cref="SegmentReadException">The segment source failed.</exception>
    Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ClaimsPrincipal user, ConnectionId connection, SegmentId? segment = null, CancellationToken cancellationToken = default);
}
