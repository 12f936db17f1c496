using System.Globalization;
using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Testing.World;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The entities as the API writes them.</summary>
internal static class EntityJson
{
    private const string User = "2f5dd7f6-fcd1-4324-8455-1ea4d96caaaa";
    private const string DisplayName = "Simulated User";
    private const string Email = "simulated.user@example.com";

    public static JsonObject Me(SimulatedOrganization? organization) => new()
    {
        ["id"] = User,
        ["email"] = Email,
        ["organization_id"] = organization?.Id.ToString(),
        ["display_name"] = DisplayName,
        ["snapchat_username"] = "simulated.user",
        ["member_status"] = "MEMBER",
    };

    public static JsonObject Member(SimulatedOrganization organization) => new()
    {
        ["id"] = User,
        ["organization_id"] = organization.Id.ToString(),
        ["display_name"] = DisplayName,
        ["member_status"] = "MEMBER",
    };

    public static JsonObject Organization(SimulatedOrganization organization, IEnumerable<SimulatedAdAccount>? adAccounts)
    {
        JsonObject json = new()
        {
            ["id"] = organization.Id.ToString(),
            ["name"] = organization.Name,
            ["country"] = "US",
            ["type"] = "ENTERPRISE",
            ["state"] = "ACTIVE",
            ["roles"] = Strings(organization.Roles),
            ["my_display_name"] = DisplayName,
            ["my_invited_email"] = Email,
            ["my_member_id"] = User,
        };
        if (adAccounts is not null)
            json["ad_accounts"] = new JsonArray([.. adAccounts.Select(AdAccountOfOrganization)]);
        return json;
    }

    public static JsonObject AdAccount(SimulatedAdAccount account) => new()
    {
        ["id"] = account.Id.ToString(),
        ["name"] = account.Name,
        ["type"] = "PARTNER",
        ["status"] = account.Status,
        ["organization_id"] = account.Organization.Id.ToString(),
        ["funding_source_ids"] = new JsonArray(),
        ["currency"] = "USD",
        ["timezone"] = "America/Los_Angeles",
        ["advertiser"] = account.Name,
    };

    public static JsonObject Audience(SnapchatAudience audience)
    {
        JsonObject json = new()
        {
            ["id"] = audience.Id.Value,
            ["created_at"] = Timestamp(audience.CreatedAt),
            ["updated_at"] = Timestamp(audience.UpdatedAt),
            ["name"] = audience.Name,
            ["ad_account_id"] = audience.AdAccount?.ToString(),
            ["organization_id"] = audience.Organization?.ToString(),
            ["status"] = audience.Status.Value,
            ["targetable_status"] = audience.TargetableStatus.Value,
            ["upload_status"] = audience.UploadStatus.Value,
            ["source_type"] = audience.SourceType.Value,
            ["retention_in_days"] = audience.RetentionDays,
            ["approximate_number_users"] = audience.ApproximateSize,
            ["visible_to"] = Strings([$"AdAccountEntity_{audience.AdAccount}"]),
        };
        if (audience.Description is not null)
            json["description"] = audience.Description;
        return json;
    }

    /// <summary>An audience in the answer that creates it, where Snapchat leaves out what it does not know yet.</summary>
    public static JsonObject CreatedAudience(SnapchatAudience audience)
    {
        JsonObject json = Audience(audience with { Status = AudienceStatus.Pending, ApproximateSize = 0 });
        json.Remove("organization_id");
        json.Remove("targetable_status");
        json.Remove("upload_status");
        json.Remove("visible_to");
        return json;
    }

    private static JsonObject AdAccountOfOrganization(SimulatedAdAccount account) => new()
    {
        ["id"] = account.Id.ToString(),
        ["name"] = account.Name,
        ["type"] = "PARTNER",
        ["status"] = account.Status,
        ["currency"] = "USD",
        ["timezone"] = "America/Los_Angeles",
        ["roles"] = Strings(account.Roles),
    };

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static string? Timestamp(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
