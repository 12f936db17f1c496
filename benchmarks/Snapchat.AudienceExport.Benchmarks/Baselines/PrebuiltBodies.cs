using System.Net.Http.Headers;

namespace Snapchat.AudienceExport.Benchmarks.Baselines;

/// <summary>The floor under every export: bodies that are complete before the clock starts, posted with four in flight. Nothing is read, hashed or serialized.</summary>
internal sealed class PrebuiltBodies
{
    private const int InFlight = 4;
    private const int RowsPerBody = 100_000;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly List<byte[]> _bodies = [];

    public PrebuiltBodies(HttpClient http, AudienceId audience, int profiles)
    {
        _http = http;
        _address = new Uri($"v1/segments/{audience}/users", UriKind.Relative);
        var random = new Random(Seed: 7);
        for (int start = 0; start < profiles; start += RowsPerBody)
            _bodies.Add(Build(random, Math.Min(RowsPerBody, profiles - start)));
    }

    public Task PostAsync() => Parallel.ForEachAsync(_bodies, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (body, cancellationToken) =>
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        using HttpResponseMessage response = await _http.PostAsync(_address, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
    });

    private static byte[] Build(Random random, int rows)
    {
        using var body = new MemoryStream();
        Span<byte> digest = stackalloc byte[Sha256Digest.Length];
        Span<byte> digits = stackalloc byte[Sha256Digest.HexLength];
        body.Write("{\"users\":[{\"schema\":[\"EMAIL_SHA256\"],\"data\":["u8);
        for (int row = 0; row < rows; row++)
        {
            random.NextBytes(digest);
            Convert.TryToHexStringLower(digest, digits, out _);
            body.Write(row == 0 ? "[\""u8 : ",[\""u8);
            body.Write(digits);
            body.Write("\"]"u8);
        }

        body.Write("]}]}"u8);
        return body.ToArray();
    }
}
