using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>
/// Says which role a person has. Replace the default, which reads role claims, where a host keeps roles elsewhere: register a singleton, since workers ask it too,
/// outside of any request; one that needs scoped services makes a scope of its own.
/// </summary>
public interface IAudienceExportAuthorizer
{
    /// <summary>Gets the role of an acting person; called once per operation.</summary>
    /// <param name="user">The person; may be unauthenticated.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The role, or null for none.</returns>
    ValueTask<AudienceExportRole?> GetRoleAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Gets the role a person has now who asked for a run earlier, or became an export user; called when a run starts, with nobody signed in.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="roleWhenAsked">The role the person had then; also the answer of a host that knows nothing about people who are not signed in, as the default authorizer does not.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The role, or null for none.</returns>
    ValueTask<AudienceExportRole?> GetRoleAsync(Actor actor, AudienceExportRole roleWhenAsked, CancellationToken cancellationToken = default);
}
