using System.Text.Json.Serialization;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Running;

/// <summary>How manifests are written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    WriteIndented = true,
    Converters = [typeof(AudienceWords.SourceType), typeof(AudienceWords.Status), typeof(AudienceWords.UploadStatus), typeof(AudienceWords.TargetableStatus)])]
[JsonSerializable(typeof(RunManifest))]
internal sealed partial class RunManifestJson : JsonSerializerContext;
