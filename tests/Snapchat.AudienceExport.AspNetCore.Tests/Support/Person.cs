namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>Somebody who is signed in.</summary>
internal sealed record Person(string Id, string? Role)
{
    public static Person Administrator { get; } = new("ada", nameof(AudienceExportRole.Administrator));

    public static Person OtherAdministrator { get; } = new("alan", nameof(AudienceExportRole.Administrator));

    public static Person Contributor { get; } = new("carol", nameof(AudienceExportRole.Contributor));

    public static Person Viewer { get; } = new("victor", nameof(AudienceExportRole.Viewer));

    public static Person WithoutRole { get; } = new("nobody", null);

    /// <summary>What a caller with a token of its own sends.</summary>
    public string Header => $"{PersonAuthentication.Scheme} {Id}:{Role}";
}
