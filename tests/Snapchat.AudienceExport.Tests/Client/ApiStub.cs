using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using WireMock;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>A WireMock server with recorded answers, and a client registered as a host would.</summary>
internal sealed class ApiStub : IDisposable
{
    public const string TokenAnswer = """{"access_token":"token-1","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-1","scope":"snapchat-marketing-api","id_token":""}""";

    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { AllowBodyForAllHttpMethods = true });
    private readonly ServiceProvider _services;
    private int _rules;

    public ApiStub(Action<SnapchatAudienceExportOptions>? configure = null, TimeProvider? timeProvider = null, IRefreshTokenStore? store = null)
    {
        Answers("POST", "/login/oauth2/access_token", new Answer(200, TokenAnswer));
        var services = new ServiceCollection();
        services.AddSingleton(timeProvider ?? Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        if (store is not null)
            services.AddSingleton(store);
        services.AddSnapchatAudienceExport(options =>
        {
            options.ApiBaseAddress = options.AccountsBaseAddress = new Uri(_server.Url!);
            options.ClientId = "client-id";
            options.ClientSecret = new SnapchatSecret("client-secret");
            options.RefreshToken = new SnapchatSecret("refresh-1");
            options.AcceptDataUse = true;
            options.UploadDeadline = options.CallDeadline = TimeSpan.FromDays(1);
            options.AttemptTimeout = TimeSpan.FromHours(1);
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<ISnapchatAudienceClient>();
    }

    public SkippingTimeProvider Time { get; } = new();

    public ISnapchatAudienceClient Client { get; }

    public Uri Address => new(_server.Url!);

    public FakeLogCollector Logs => _services.GetFakeLogCollector();

    public IReadOnlyList<IRequestMessage> Requests => [.. _server.LogEntries.Select((ILogEntry entry) => entry.RequestMessage!)];

    public IReadOnlyList<IRequestMessage> ApiRequests => [.. Requests.Where(request => request.Path.StartsWith("/v1/", StringComparison.Ordinal))];

    public IReadOnlyList<IRequestMessage> TokenRequests => [.. Requests.Where(request => request.Path.StartsWith("/login/", StringComparison.Ordinal))];

    /// <summary>Gives the answers one after another, and the last one from then on. Replaces an earlier call for the same path.</summary>
    public void Answers(string method, string path, params Answer[] answers)
    {
        int next = -1;
        _server.Given(Request.Create().WithPath(path).UsingMethod(method)).AtPriority(-Interlocked.Increment(ref _rules)).RespondWith(Response.Create().WithCallback(_ =>
        {
            Answer answer = answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)];
            var headers = new Dictionary<string, WireMockList<string>>(StringComparer.OrdinalIgnoreCase);
            foreach ((string name, string value) in answer.Headers)
                headers[name] = new WireMockList<string>(value);
            return new ResponseMessage
            {
                StatusCode = answer.Status,
                Headers = headers,
                BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = answer.Body },
            };
        }));
    }

    public static string Header(IRequestMessage request, string name) => string.Join(',', request.Headers![name]);

    public static string Accepted(int count, string requestId = "request-1") =>
        $$$"""{"request_status":"SUCCESS","request_id":"{{{requestId}}}","users":[{"sub_request_status":"SUCCESS","user":{"number_uploaded_users":{{{count.ToString(CultureInfo.InvariantCulture)}}}}}]}""";

    public static IdentifierBatch Batch(params string[] emails)
    {
        var digests = new Sha256Digest[emails.Length];
        Assert.Equal(emails.Length, EmailHasher.HashColumn(emails, digests, new IdentifierStatus[emails.Length]));
        return new IdentifierBatch(IdentifierKind.Email, digests);
    }

    public void Dispose()
    {
        _services.Dispose();
        _server.Dispose();
    }

    internal sealed record Answer(int Status, string Body, params (string Name, string Value)[] Headers);
}
