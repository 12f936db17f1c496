namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class OrganizationDto
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string?>? Roles { get; init; }

    /// <summary>A flat list, without the wrappers of other answers.</summary>
    public IReadOnlyList<AdAccountDto?>? AdAccounts { get; init; }
}
