using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Running;

/// <summary>How manifests are written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    WriteIndented = true,
    Converters = [typeof(SourceType), typeof(Status), typeof(UploadStatus), typeof(TargetableStatus)])]
[JsonSerializable(typeof(RunManifest))]
internal sealed partial class RunManifestJson : JsonSerializerContext
{
    internal sealed class SourceType() : SnapchatWordConverter<AudienceSourceType>(static word => new(word), static value => value.Value);

    internal sealed class Status() : SnapchatWordConverter<AudienceStatus>(static word => new(word), static value => value.Value);

    internal sealed class UploadStatus() : SnapchatWordConverter<AudienceUploadStatus>(static word => new(word), static value => value.Value);

    internal sealed class TargetableStatus() : SnapchatWordConverter<AudienceTargetableStatus>(static word => new(word), static value => value.Value);
}
