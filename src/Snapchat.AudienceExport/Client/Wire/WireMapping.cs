using System.Globalization;
using Snapchat.AudienceExport.Client.Authentication;

namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>Between Snapchat's shapes and ours. What an answer lacks or garbles becomes null; what has no readable ID is null as a whole.</summary>
internal static class WireMapping
{
    /// <summary>What to assume where Snapchat does not say: the shorter of the two lifetimes it is known to have used.</summary>
    private static readonly TimeSpan DefaultTokenLifetime = TimeSpan.FromMinutes(30);

    public static TokenGrant? ToGrant(this TokenAnswer answer) => string.IsNullOrWhiteSpace(answer.AccessToken)
        ? null
        : new TokenGrant(
            new SnapchatSecret(answer.AccessToken),
            string.IsNullOrWhiteSpace(answer.RefreshToken) ? null : new SnapchatSecret(answer.RefreshToken),
            answer.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.SecondsPerDay)) : DefaultTokenLifetime);

    public static SegmentDto ToDto(this NewAudience audience) => new()
    {
        Name = audience.Name,
        SourceType = AudienceSourceType.FirstParty.Value,
        AdAccountId = audience.AdAccount.Value.ToString("D"),
        Description = audience.Description,
        RetentionInDays = audience.RetentionDays,
    };

    public static SegmentDto ToDto(this AudienceUpdate update) => new()
    {
        Id = update.Id.Value,
        Name = update.Name,
        AdAccountId = update.AdAccount.Value.ToString("D"),
        Description = update.Description ?? "",
        RetentionInDays = update.RetentionDays,
    };

    public static SnapchatAudience? ToAudience(this SegmentDto? dto) => dto is null || !AudienceId.TryParse(dto.Id, null, out AudienceId id)
        ? null
        : new SnapchatAudience(id, dto.Name ?? "")
        {
            AdAccount = Parsed<AdAccountId>(dto.AdAccountId),
            Organization = Parsed<OrganizationId>(dto.OrganizationId),
            Description = dto.Description,
            SourceType = new(dto.SourceType ?? ""),
            Status = new(dto.Status ?? ""),
            UploadStatus = new(dto.UploadStatus ?? ""),
            TargetableStatus = new(dto.TargetableStatus ?? ""),
            RetentionDays = dto.RetentionInDays,
            ApproximateSize = dto.ApproximateNumberUsers is { } size ? (long)size : null,
            CreatedAt = Instant(dto.CreatedAt),
            UpdatedAt = Instant(dto.UpdatedAt),
        };

    public static SnapchatOrganization? ToOrganization(this OrganizationDto? dto) => dto is null || !OrganizationId.TryParse(dto.Id, null, out OrganizationId id)
        ? null
        : new SnapchatOrganization(id, dto.Name ?? "")
        {
            Roles = Present(dto.Roles),
            AdAccounts = [.. (dto.AdAccounts ?? []).Select(ToAdAccount).OfType<SnapchatAdAccount>()],
        };

    public static SnapchatUser? ToUser(this MeDto? dto) =>
        dto is { Id: { Length: > 0 } id } ? new SnapchatUser(id, dto.DisplayName, Parsed<OrganizationId>(dto.OrganizationId)) : null;

    private static SnapchatAdAccount? ToAdAccount(AdAccountDto? dto) => dto is null || !AdAccountId.TryParse(dto.Id, null, out AdAccountId id)
        ? null
        : new SnapchatAdAccount(id, dto.Name ?? "") { Status = dto.Status, Roles = Present(dto.Roles) };

    private static IReadOnlyList<string> Present(IReadOnlyList<string?>? roles) => [.. (roles ?? []).OfType<string>()];

    private static T? Parsed<T>(string? text)
        where T : struct, IParsable<T> => T.TryParse(text, null, out T value) ? value : null;

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value) ? value : null;
}
