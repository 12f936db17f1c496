using System.Text.Json.Serialization;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The JSON of pointers, plans and manifests, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AudienceState))]
[JsonSerializable(typeof(SealedPlan))]
[JsonSerializable(typeof(TableManifest))]
internal sealed partial class MembershipJson : JsonSerializerContext;
