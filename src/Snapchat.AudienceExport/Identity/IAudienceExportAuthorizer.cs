using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>Says which role a person has. Replace the default, which reads role claims, where a host keeps roles elsewhere.</summary>
public interface IAudienceExportAuthorizer
{
    /// <summary>Gets the role of an acting person; called once per operation.</summary>
    /// <param name="user">The person; may be unauthenticated.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The role, or null for none.</returns>
    ValueTask<AudienceExportRole?> GetRoleAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Gets the role a person has now who asked for a run earlier; called when the run starts.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="roleWhenAsked">The role the person had then.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The role, or null for none. The default knows no directory and returns <paramref name="roleWhenAsked"/>.</returns>
    ValueTask<AudienceExportRole?> GetRoleAsync(Actor actor, AudienceExportRole roleWhenAsked, CancellationToken cancellationToken = default) => new(roleWhenAsked);
}
