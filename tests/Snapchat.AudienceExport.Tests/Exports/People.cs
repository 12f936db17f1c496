using System.Security.Claims;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>One person per role, and some with none.</summary>
internal static class People
{
    public static ClaimsPrincipal Administrator { get; } = Person("administrator", AudienceExportRole.Administrator);

    public static ClaimsPrincipal Contributor { get; } = Person("contributor", AudienceExportRole.Contributor);

    public static ClaimsPrincipal Viewer { get; } = Person("viewer", AudienceExportRole.Viewer);

    public static ClaimsPrincipal Guest { get; } = new(new ClaimsIdentity([new Claim("sub", "guest")], "test"));

    public static ClaimsPrincipal Unauthenticated { get; } = new(new ClaimsIdentity([new Claim("sub", "nobody"), new Claim(ClaimTypes.Role, nameof(AudienceExportRole.Administrator))]));

    public static ClaimsPrincipal Person(string id, AudienceExportRole role) =>
        new(new ClaimsIdentity([new Claim("sub", id), new Claim("name", $"Name of {id}"), new Claim(ClaimTypes.Role, role.ToString())], "test"));

    public static Actor Actor(string id) => new(id, $"Name of {id}");
}
