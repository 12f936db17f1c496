using System.Text.Json;
using Snapchat.AudienceExport;

namespace ExportConsole.Targets;

/// <summary>Writes down what the simulator did before the library hears of it: what Snapchat has acknowledged, it still has after this program was killed.</summary>
internal sealed class SimulatedAudienceRecorder(SimulatedAudienceFile file) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        bool changes = path.EndsWith("/users", StringComparison.Ordinal);
        if (changes)
            await request.Content!.LoadIntoBufferAsync(cancellationToken);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            return response;
        if (path.EndsWith("/all_users", StringComparison.Ordinal))
            file.Clear();
        else if (changes)
            Record(request.Method == HttpMethod.Post, await request.Content!.ReadAsByteArrayAsync(CancellationToken.None));
        return response;
    }

    private void Record(bool adds, byte[] body)
    {
        var json = new Utf8JsonReader(body);
        IdentifierKind? kind = null;
        List<Sha256Digest> digests = [];
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.String)
                continue;
            if (kind is null)
                kind = KindOf(json.GetString()!);
            else
                digests.Add(Sha256Digest.Parse(json.GetString()!, provider: null));
        }

        if (adds)
            file.Add(kind!.Value, digests);
        else
            file.Remove(kind!.Value, digests);
    }

    private static IdentifierKind KindOf(string schema) => schema switch
    {
        "EMAIL_SHA256" => IdentifierKind.Email,
        "PHONE_SHA256" => IdentifierKind.Phone,
        "MOBILE_AD_ID_SHA256" => IdentifierKind.MobileAdId,
        _ => throw new InvalidDataException($"The library sends no schema {schema}."),
    };
}
