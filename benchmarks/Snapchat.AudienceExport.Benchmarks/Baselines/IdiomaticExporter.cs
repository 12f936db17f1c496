using System.Net.Http.Headers;
using System.Text.Json;

namespace Snapchat.AudienceExport.Benchmarks.Baselines;

/// <summary>
/// What a good .NET developer writes in an hour: normalize, hash, serialize and post batches of 100,000, one after another.
/// It validates, de-duplicates, retries and reconciles nothing.
/// </summary>
internal sealed class IdiomaticExporter(HttpClient http)
{
    private const int BatchSize = 100_000;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<long> ExportAsync(IEnumerable<string> emails, AudienceId audience)
    {
        long accepted = 0;
        foreach (string[] batch in emails.Chunk(BatchSize))
            accepted += await PostAsync(batch, audience);
        return accepted;
    }

    private async Task<long> PostAsync(string[] batch, AudienceId audience)
    {
        var body = new Body([new Users(["EMAIL_SHA256"], Array.ConvertAll<string, string[]>(batch, static email => [IdiomaticLine.Hash(email)]))]);
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)) { Headers = { ContentType = Json } };
        using HttpResponseMessage response = await http.PostAsync(new Uri($"v1/segments/{audience}/users", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        await using Stream answer = await response.Content.ReadAsStreamAsync();
        using JsonDocument json = await JsonDocument.ParseAsync(answer);
        return json.RootElement.GetProperty("users")[0].GetProperty("user").GetProperty("number_uploaded_users").GetInt64();
    }

    private sealed record Body(IReadOnlyList<Users> Users);

    private sealed record Users(string[] Schema, string[][] Data);
}
