using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Identity;

/// <summary>Reads the role from the person's role claims; the highest counts.</summary>
internal sealed class ClaimsAuthorizer(IOptions<SnapchatAudienceExportOptions> options) : IAudienceExportAuthorizer
{
    public ValueTask<AudienceExportRole?> GetRoleAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        AudienceExportIdentityOptions names = options.Value.Identity;
        return new(user.Identity is not { IsAuthenticated: true } ? null
            : user.IsInRole(names.AdministratorRole) ? AudienceExportRole.Administrator
            : user.IsInRole(names.ContributorRole) ? AudienceExportRole.Contributor
            : user.IsInRole(names.ViewerRole) ? AudienceExportRole.Viewer
            : null);
    }
}
