namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>The authenticated user; the email address of the answer is not read.</summary>
internal sealed class MeDto
{
    public string? Id { get; init; }

    public string? DisplayName { get; init; }

    public string? OrganizationId { get; init; }
}
