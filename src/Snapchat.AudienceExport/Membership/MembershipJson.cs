using System.Text.Json.Serialization;
using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The JSON of pointers, plans and manifests, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(AudienceWords.SourceType), typeof(AudienceWords.Status), typeof(AudienceWords.UploadStatus), typeof(AudienceWords.TargetableStatus)])]
[JsonSerializable(typeof(AudienceState))]
[JsonSerializable(typeof(SealedPlan))]
[JsonSerializable(typeof(TableManifest))]
internal sealed partial class MembershipJson : JsonSerializerContext;
