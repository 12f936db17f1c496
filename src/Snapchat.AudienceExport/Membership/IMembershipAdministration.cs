using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>What administrators declare about whom the audiences hold.</summary>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user is no administrator.</exception>
public interface IMembershipAdministration
{
    /// <summary>
    /// Declares that the state was restored from a backup, so that what happened since is missing from it. The history of every audience counts as lost from then on: add-only runs
    /// send everybody again, mirrors need one run in mode <see cref="ExportMode.Replace"/> first, and whoever was erased is removed everywhere once more. Do it before runs start.
    /// </summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="cancellationToken">Stops the call; calling again goes on with the rest.</param>
    /// <returns>The audiences: those with any state, and those that exports name.</returns>
    /// <exception cref="RunInProgressException">A run writes to one of them. Those before it are declared; call again when it has ended.</exception>
    /// <exception cref="AudienceExportValidationException">No membership store is registered.</exception>
    Task<IReadOnlyList<AudienceId>> MarkRestoredAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);
}
