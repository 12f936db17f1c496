using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Client.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(SegmentsAnswer))]
[JsonSerializable(typeof(SegmentsRequest))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(OrganizationsAnswer))]
internal sealed partial class SnapchatJson : JsonSerializerContext;
