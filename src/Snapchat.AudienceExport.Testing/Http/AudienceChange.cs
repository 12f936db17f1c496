using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The creation or change of one audience, checked but not done yet.</summary>
/// <param name="Apply">Does it and returns the entity; null if it is refused.</param>
/// <param name="Refusal">Why it is refused.</param>
/// <param name="Context">What <paramref name="Refusal"/> is about, if the whole request is to be refused for it; otherwise null.</param>
internal readonly record struct AudienceChange(Func<JsonObject>? Apply, SubResult Refusal = default, string? Context = null)
{
    public static AudienceChange Refused(SubResult refusal) => new(null, refusal);

    public static AudienceChange NotAllowed(string context, ErrorStyle style = ErrorStyle.SubRequest) =>
        new(null, SubResult.NotAllowed(context), style == ErrorStyle.Request ? context : null);
}
