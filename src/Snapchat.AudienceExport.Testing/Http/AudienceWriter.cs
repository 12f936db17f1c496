using System.Text.Json;
using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Testing.World;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>Creates and changes audiences from their JSON.</summary>
internal sealed class AudienceWriter(SimulatedWorld world, SnapchatAssumptions assumptions)
{
    private const int MaxNameLength = 375;
    private const int MaxLookalikeRetention = 180;

    private static readonly string[] SourceTypes = ["FIRST_PARTY", "ENGAGEMENT", "PIXEL", "MOBILE", "FOOT_TRAFFIC_INSIGHTS", "LOOKALIKE", "PROFILE_ENGAGEMENT"];

    /// <summary>Checks a creation.</summary>
    /// <param name="account">The ad account in the path.</param>
    /// <param name="json">The part of the request.</param>
    /// <param name="index">How many parts of the request come before it.</param>
    public AudienceChange Create(SimulatedAdAccount account, JsonNode? json, int index)
    {
        if (Check(account, json) is { } refused)
            return refused;
        string sourceType = Text(json, "source_type") ?? "";
        if (!SourceTypes.Contains(sourceType, StringComparer.Ordinal))
            return AudienceChange.NotAllowed("source_type");
        if (string.Equals(sourceType, "LOOKALIKE", StringComparison.Ordinal) && CheckLookalike(json!) is { } context)
            return AudienceChange.NotAllowed(context);
        if (world.AudiencesOf(account).Count() + index >= SimulatedWorld.MaxAudiencesPerAdAccount)
            return AudienceChange.NotAllowed("segments: at most 1000 per ad account", assumptions.TooManyAudiences);

        return new AudienceChange(() =>
        {
            SnapchatAudience seed = new(world.NextAudienceId(), Text(json, "name")!)
            {
                Description = Text(json, "description"),
                SourceType = new AudienceSourceType(sourceType),
                RetentionDays = Retention(json) ?? NewAudience.LifetimeRetentionDays,
            };
            JsonObject created = EntityJson.CreatedAudience(world.TryAddAudience(account, seed)!.Show());
            if (json!["creation_spec"] is { } specification)
                created["creation_spec"] = specification.DeepClone();
            return created;
        });
    }

    /// <summary>Checks a change.</summary>
    /// <inheritdoc cref="Create"/>
    public AudienceChange Update(SimulatedAdAccount account, JsonNode? json, int index)
    {
        if (world.FindAudience(Text(json, "id") ?? "") is not { } audience || audience.AdAccount != account)
            return AudienceChange.Refused(SubResult.DoesNotExist());
        if (Check(account, json) is { } refused)
            return refused;

        return new AudienceChange(() =>
        {
            audience.Update(old => old with
            {
                Name = Text(json, "name")!,
                Description = Text(json, "description") ?? (assumptions.UpdatesMerge ? old.Description : null),
                RetentionDays = Retention(json) ?? (assumptions.UpdatesMerge ? old.RetentionDays : NewAudience.LifetimeRetentionDays),
            });
            return EntityJson.Audience(audience.Show());
        });
    }

    private AudienceChange? Check(SimulatedAdAccount account, JsonNode? json)
    {
        if (Text(json, "name") is not { Length: > 0 } name)
            return AudienceChange.NotAllowed("name");
        if (name.Length > MaxNameLength)
            return AudienceChange.NotAllowed("name: at most 375 characters", assumptions.NameTooLong);
        if (!string.Equals(Text(json, "ad_account_id"), account.Id.ToString(), StringComparison.Ordinal))
            return AudienceChange.NotAllowed("ad_account_id");
        return json!["retention_in_days"] is not null && Retention(json) is null ? AudienceChange.NotAllowed("retention_in_days") : null;
    }

    private string? CheckLookalike(JsonNode json)
    {
        if (Retention(json) is not <= MaxLookalikeRetention)
            return "retention_in_days: at most 180";
        return world.FindAudience(Text(json["creation_spec"], "seed_segment_id") ?? "") is { IsCustomerList: true } ? null : "creation_spec.seed_segment_id";
    }

    private static string? Text(JsonNode? json, string name) =>
        json is JsonObject value && value[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;

    private static int? Retention(JsonNode? json) =>
        json is JsonObject value && value["retention_in_days"] is JsonValue days && days.TryGetValue(out int number) && number > 0 ? number : null;
}
