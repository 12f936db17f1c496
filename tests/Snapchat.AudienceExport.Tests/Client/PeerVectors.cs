using System.Text.Json;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>Inputs and expectations from two peers' own test suites.</summary>
internal static class PeerVectors
{
    public static IReadOnlyList<JsonElement> OfKind(params string[] kinds)
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "peer-vectors.json")));
        JsonElement[] found = [.. vectors.RootElement.EnumerateArray().Where(vector => kinds.Contains(vector.GetProperty("kind").GetString(), StringComparer.Ordinal)).Select(vector => vector.Clone())];
        Assert.NotEmpty(found);
        return found;
    }
}
