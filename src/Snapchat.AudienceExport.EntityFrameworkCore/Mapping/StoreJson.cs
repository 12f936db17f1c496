using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

/// <summary>What is kept as JSON text: values with parts that no query asks for.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Actor))]
[JsonSerializable(typeof(ConnectionAccess))]
[JsonSerializable(typeof(ConsentRecord))]
[JsonSerializable(typeof(SnapchatUser))]
[JsonSerializable(typeof(ExportDefinition))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(ExportProgress))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(ExportProblem))]
internal sealed partial class StoreJson : JsonSerializerContext;
