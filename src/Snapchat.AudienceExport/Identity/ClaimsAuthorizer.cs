using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Identity;

/// <summary>Reads the role from the person's role claims; the highest counts.</summary>
internal sealed class ClaimsAuthorizer(IOptions<SnapchatAudienceExportOptions> options) : IAudienceExportAuthorizer
{
    public ValueTask<AudienceExportRole?> GetRoleAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        AudienceExportIdentityOptions names = options.Value.Identity;
        ClaimsPrincipal? authenticated = AuthenticatedPart.Of(user);
        return new(authenticated is null ? null
            : authenticated.IsInRole(names.AdministratorRole) ? AudienceExportRole.Administrator
            : authenticated.IsInRole(names.ContributorRole) ? AudienceExportRole.Contributor
            : authenticated.IsInRole(names.ViewerRole) ? AudienceExportRole.Viewer
            : null);
    }

    // Claims are at hand only while a person is signed in.
    public ValueTask<AudienceExportRole?> GetRoleAsync(Actor actor, AudienceExportRole roleWhenAsked, CancellationToken cancellationToken = default) => new(roleWhenAsked);
}
