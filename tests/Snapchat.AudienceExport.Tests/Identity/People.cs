using System.Security.Claims;

namespace Snapchat.AudienceExport.Tests.Identity;

/// <summary>Principals as a host's sign-in makes them.</summary>
internal static class People
{
    public static ClaimsPrincipal Administrator { get; } = Person("ada", AudienceExportRole.Administrator);

    public static ClaimsPrincipal OtherAdministrator { get; } = Person("alan", AudienceExportRole.Administrator);

    public static ClaimsPrincipal Contributor { get; } = Person("carl", AudienceExportRole.Contributor);

    public static ClaimsPrincipal Viewer { get; } = Person("vera", AudienceExportRole.Viewer);

    public static ClaimsPrincipal Nobody { get; } = new(new ClaimsIdentity());

    public static ClaimsPrincipal Person(string id, AudienceExportRole? role) =>
        new(new ClaimsIdentity([new("sub", id), new("name", $"Name of {id}"), .. role is null ? Array.Empty<Claim>() : [new("role", role.Value.ToString())]], "test", "name", "role"));

    /// <summary>Somebody with a role, or nobody for null.</summary>
    public static ClaimsPrincipal With(AudienceExportRole? role) => role switch
    {
        AudienceExportRole.Administrator => Administrator,
        AudienceExportRole.Contributor => Contributor,
        AudienceExportRole.Viewer => Viewer,
        _ => Nobody,
    };
}
