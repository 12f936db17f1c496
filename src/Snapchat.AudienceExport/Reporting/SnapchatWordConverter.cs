using System.Text.Json;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport.Reporting;

/// <summary>Writes one of Snapchat's own words as a plain JSON string.</summary>
internal abstract class SnapchatWordConverter<T>(Func<string, T> parse, Func<T, string> getWord) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } word ? parse(word) : default;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(getWord(value));
}
