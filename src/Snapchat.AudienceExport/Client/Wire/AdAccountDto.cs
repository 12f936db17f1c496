namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class AdAccountDto
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string?>? Roles { get; init; }
}
