using System.Security.Claims;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>Who acts in the tests.</summary>
internal static class People
{
    public static ClaimsPrincipal Administrator { get; } = Of("ada", AudienceExportRole.Administrator);

    public static ClaimsPrincipal Contributor { get; } = Of("cleo", AudienceExportRole.Contributor);

    public static ClaimsPrincipal Viewer { get; } = Of("vera", AudienceExportRole.Viewer);

    public static ClaimsPrincipal Nobody { get; } = new(new ClaimsIdentity());

    public static Actor Ada { get; } = new("ada", "ada");

    public static Actor Cleo { get; } = new("cleo", "cleo");

    private static ClaimsPrincipal Of(string id, AudienceExportRole role) =>
        new(new ClaimsIdentity([new Claim("sub", id), new Claim("name", id), new Claim(ClaimTypes.Role, role.ToString())], "test"));
}
