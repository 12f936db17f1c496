using Microsoft.Extensions.DependencyInjection;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>Recorded answers over real HTTP, and a client that asks for them.</summary>
internal sealed class WireMockSnapchat : IDisposable
{
    public const string AccessToken = "access-token-canary-1";
    public const string ClientSecret = "client-secret-canary";
    public const string RefreshToken = "refresh-token-canary";

    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { AllowBodyForAllHttpMethods = true });
    private readonly ServiceProvider _services;

    public WireMockSnapchat(Action<SnapchatAudienceExportOptions>? configure = null)
    {
        AnswerToken($$"""{"access_token":"{{AccessToken}}","token_type":"Bearer","expires_in":3600,"refresh_token":"{{RefreshToken}}","scope":"snapchat-marketing-api","id_token":""}""");
        ServiceCollection services = [];
        services.AddSnapchatAudienceExport(options =>
        {
            options.ApiBaseAddress = BaseAddress;
            options.AccountsBaseAddress = BaseAddress;
            options.ClientId = "client-id";
            options.ClientSecret = new SnapchatSecret(ClientSecret);
            options.RefreshToken = new SnapchatSecret(RefreshToken);
            options.AcceptDataUse = true;
            options.MinRetryDelay = TimeSpan.FromMilliseconds(1);
            options.MaxRetryDelay = TimeSpan.FromMilliseconds(5);
            options.MaxRequestsPerSecondPerApp = 1000;
            options.MaxRequestsPerSecondPerConnection = 1000;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public Uri BaseAddress => new(_server.Url! + "/");

    public ISnapchatAudienceClient Client => _services.GetRequiredService<ISnapchatAudienceClient>();

    /// <summary>The API requests so far, token requests left out.</summary>
    public IReadOnlyList<IRequestMessage> ApiRequests => [.. Requests.Where(static request => request.Path.StartsWith("/v1/", StringComparison.Ordinal))];

    public IReadOnlyList<IRequestMessage> TokenRequests => [.. Requests.Where(static request => request.Path.StartsWith("/login/", StringComparison.Ordinal))];

    private IEnumerable<IRequestMessage> Requests => _server.LogEntries.Select(static entry => entry.RequestMessage).OfType<IRequestMessage>().OrderBy(static request => request.DateTime);

    public void AnswerToken(string body, int status = 200) => Answer("/login/oauth2/access_token", body, status);

    public void Answer(string path, string body, int status = 200, params (string Name, string Value)[] headers) =>
        _server.Given(Request.Create().WithPath(path)).RespondWith(Response(body, status, headers));

    /// <summary>Gives each answer once, in this order, and the last one for ever.</summary>
    public void AnswerInOrder(string path, params (int Status, string Body)[] answers)
    {
        for (int i = 0; i < answers.Length; i++)
        {
            IRespondWithAProvider mapping = _server.Given(Request.Create().WithPath(path)).InScenario(path).WillSetStateTo($"{Math.Min(i + 1, answers.Length - 1)}");
            if (i > 0)
                mapping = mapping.WhenStateIs($"{i}");
            mapping.RespondWith(Response(answers[i].Body, answers[i].Status, []));
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        _server.Dispose();
    }

    private static IResponseBuilder Response(string body, int status, (string Name, string Value)[] headers)
    {
        IResponseBuilder response = WireMock.ResponseBuilders.Response.Create().WithStatusCode(status).WithBody(body).WithHeader("Content-Type", "application/json");
        foreach ((string name, string value) in headers)
            response = response.WithHeader(name, value);
        return response;
    }
}
