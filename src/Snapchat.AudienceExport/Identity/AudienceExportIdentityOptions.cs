using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>Which claims tell who a person is and what role the person has.</summary>
public sealed class AudienceExportIdentityOptions
{
    /// <summary>Gets the claim types that hold a person's stable ID, the first that is there counting.</summary>
    /// <value>Empty, the default, means <c>sub</c> and <see cref="ClaimTypes.NameIdentifier"/>.</value>
    public IList<string> IdClaims { get; } = [];

    /// <summary>Gets the claim types that hold the name shown to people, the first that is there counting.</summary>
    /// <value>Empty, the default, means <c>name</c> and <see cref="ClaimTypes.Name"/>.</value>
    public IList<string> NameClaims { get; } = [];

    /// <summary>Gets or sets the name of the role of administrators, as <see cref="ClaimsPrincipal.IsInRole"/> takes it.</summary>
    /// <value>The default is <c>Administrator</c>.</value>
    public string AdministratorRole { get; set; } = nameof(AudienceExportRole.Administrator);

    /// <summary>Gets or sets the name of the role of contributors.</summary>
    /// <value>The default is <c>Contributor</c>.</value>
    public string ContributorRole { get; set; } = nameof(AudienceExportRole.Contributor);

    /// <summary>Gets or sets the name of the role of viewers.</summary>
    /// <value>The default is <c>Viewer</c>.</value>
    public string ViewerRole { get; set; } = nameof(AudienceExportRole.Viewer);
}
