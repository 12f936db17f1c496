using System.Security.Claims;
using Snapchat.AudienceExport;

namespace Portal.People;

/// <summary>Somebody to be in the demonstration.</summary>
internal sealed record DemoPerson(string Id, string Name, AudienceExportRole Role)
{
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("ada", "Ada", AudienceExportRole.Administrator),
        new("cleo", "Cleo", AudienceExportRole.Contributor),
        new("vera", "Vera", AudienceExportRole.Viewer),
    ];

    public ClaimsPrincipal ToPrincipal() =>
        new(new ClaimsIdentity([new("sub", Id), new("name", Name), new("role", Role.ToString())], authenticationType: "Demo", nameType: "name", roleType: "role"));
}
