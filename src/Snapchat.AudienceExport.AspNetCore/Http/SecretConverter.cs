using System.Text.Json;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Http;

/// <summary>Reads a secret; there is no way to write one.</summary>
internal sealed class SecretConverter : JsonConverter<SnapchatSecret>
{
    public override SnapchatSecret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? new SnapchatSecret(text) : throw new JsonException("The secret is empty.");

    public override void Write(Utf8JsonWriter writer, SnapchatSecret value, JsonSerializerOptions options) => throw new NotSupportedException("Secrets are not written.");
}
