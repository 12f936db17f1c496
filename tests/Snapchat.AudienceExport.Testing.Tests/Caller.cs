using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>A plain HTTP client of a simulator: no retries, no help.</summary>
internal sealed class Caller : IAsyncDisposable
{
    private readonly HttpClient _client;

    private Caller(SnapchatSimulator simulator)
    {
        Simulator = simulator;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = simulator.BaseAddress,
        };
    }

    public SnapchatSimulator Simulator { get; }

    public string? AccessToken { get; set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Caller> StartAsync(SnapchatSimulatorOptions? options = null)
    {
        Caller caller = new(await SnapchatSimulator.StartAsync(options, Token));
        caller.AccessToken = await caller.RefreshAsync();
        return caller;
    }

    /// <summary>Gets an access token with the simulator's own refresh token.</summary>
    public async Task<string> RefreshAsync() => (await TokenAsync(("refresh_token", Simulator.RefreshToken.Reveal()))).Text("access_token");

    public Task<Reply> TokenAsync((string Name, string Value) field, string grantType = "refresh_token", params (string Name, string Value)[] more)
    {
        IEnumerable<(string Name, string Value)> fields =
            [("grant_type", grantType), ("client_id", Simulator.ClientId), ("client_secret", Simulator.ClientSecret.Reveal()), field, .. more];
        return PostFormAsync("login/oauth2/access_token", fields);
    }

    public async Task<Reply> PostFormAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using FormUrlEncodedContent content = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, content);
    }

    public string AudiencesPath => $"v1/adaccounts/{Simulator.AdAccount}/segments";

    public Task<Reply> GetAsync(string path, string? accept = null) => SendAsync(HttpMethod.Get, path, accept: accept);

    /// <summary>Creates customer lists with these names.</summary>
    public Task<Reply> CreateAsync(params string[] names) => SendJsonAsync(HttpMethod.Post, AudiencesPath, new JsonObject
    {
        ["segments"] = new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name, ["source_type"] = "FIRST_PARTY", ["ad_account_id"] = Simulator.AdAccount.ToString() })]),
    }.ToJsonString());

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Reply> AddAsync(AudienceId audience, params string[] hashes) => SendUsersAsync(HttpMethod.Post, audience, hashes);

    public Task<Reply> RemoveAsync(AudienceId audience, params string[] hashes) => SendUsersAsync(HttpMethod.Delete, audience, hashes);

    public Task<Reply> SendUsersAsync(HttpMethod method, AudienceId audience, IEnumerable<string> hashes, string schema = "EMAIL_SHA256", bool expectContinue = false) =>
        SendJsonAsync(method, $"v1/segments/{audience}/users", UsersBody(hashes, schema), expectContinue);

    public async Task<Reply> SendJsonAsync(HttpMethod method, string path, string json, bool expectContinue = false)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, content, expectContinue);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, bool expectContinue = false, string? accept = null, CancellationToken? cancellationToken = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        if (AccessToken is not null && !path.StartsWith("login", StringComparison.Ordinal))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        if (expectContinue)
            request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken ?? Token);
        return await Reply.ReadAsync(response, Token);
    }

    /// <summary>The members of an audience as hexadecimal digits, sorted.</summary>
    public string[] Emails(AudienceId audience) => [.. Simulator.GetMembers(audience, IdentifierKind.Email).Order().Select(digest => digest.ToString())];

    public static string UsersBody(IEnumerable<string> hashes, string schema = "EMAIL_SHA256") =>
        $$"""{"users":[{"schema":["{{schema}}"],"data":[{{string.Join(',', hashes.Select(hash => $"[\"{hash}\"]"))}}]}]}""";

    /// <summary>The digest of a number, which stands for a person.</summary>
    public static string Hash(int person) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(person)));

    public static string[] Hashes(int count) => [.. Enumerable.Range(0, count).Select(Hash)];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Simulator.DisposeAsync();
    }
}
