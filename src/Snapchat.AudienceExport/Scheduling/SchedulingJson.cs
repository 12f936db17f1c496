using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>How the settings of the schedule are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SystemRefreshSchedule))]
[JsonSerializable(typeof(SystemRefreshRun))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class SchedulingJson : JsonSerializerContext;
