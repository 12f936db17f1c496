using System.Text.Json;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Http;

/// <summary>Writes one of Snapchat's own words as a JSON string; an empty one as null.</summary>
internal sealed class WordConverter<T>(Func<string, T> parse, Func<T, string> word) : JsonConverter<T>
    where T : struct
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(word(value) is { Length: > 0 } text ? text : null);
}
