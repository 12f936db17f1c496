using System.Security.Claims;

namespace Snapchat.AudienceExport.Identity;

/// <summary>What of a principal counts: a principal can carry several identities, and the claims of one that nobody authenticated prove nothing.</summary>
internal static class AuthenticatedPart
{
    /// <returns>The principal with its authenticated identities alone; null if it has none.</returns>
    public static ClaimsPrincipal? Of(ClaimsPrincipal user)
    {
        if (user.Identities.All(static identity => identity.IsAuthenticated))
            return user.Identities.Any() ? user : null;
        ClaimsIdentity[] authenticated = [.. user.Identities.Where(static identity => identity.IsAuthenticated)];
        return authenticated.Length == 0 ? null : new ClaimsPrincipal(authenticated);
    }
}
