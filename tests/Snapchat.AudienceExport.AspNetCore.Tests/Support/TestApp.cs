using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>An application on Kestrel, as a host would write it, with a simulated Snapchat; it looks through every response.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Prefix = "/audience-export";
    public const string ReturnPath = "/settings/connections";
    private readonly WebApplication _app;

    private TestApp(WebApplication app, SnapchatSimulator simulator)
    {
        (_app, Simulator) = (app, simulator);
        Canaries.Add(simulator.RefreshToken);
        Canaries.Add(simulator.ClientSecret);
        Http = NewClient(new CookieContainer());
    }

    public SnapchatSimulator Simulator { get; }

    public Canaries Canaries { get; } = new();

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public FakeLogCollector Logs => _app.Services.GetFakeLogCollector();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestApp> StartAsync(Action<WebApplicationBuilder>? configure = null, string environment = "Production", bool hasWorker = true)
    {
        SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddFakeLogging();
        builder.Services.AddAuthentication("Either")
            .AddPolicyScheme("Either", null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 && !context.Request.Headers.ContainsKey("X-Cookie") ? PersonAuthentication.Scheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, PersonAuthentication>(PersonAuthentication.Scheme, null)
            .AddCookie(options => options.Events.OnRedirectToLogin = context =>
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            });
        builder.Services.AddAuthorization();
        builder.Services.AddHealthChecks().AddAudienceExportChecks(TimeSpan.FromDays(1));
        ISnapchatAudienceExportBuilder export = builder.Services.AddSnapchatAudienceExport(options => Configure(simulator, options));
        if (hasWorker)
            export.AddExportWorker();
        export.AddSegmentSource(static _ => People.Source).UseInMemoryStore().UseInMemoryMembership().AddEndpoints(options => options.ReturnPath = ReturnPath);
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.MapSnapchatAudienceExport(Prefix);
        app.MapGet("/sign-in/{id}/{role}", (HttpContext context, string id, string role) =>
            context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, PersonAuthentication.Principal(id, role)));
        app.MapHealthChecks("/health");
        await app.StartAsync(Token);
        return new TestApp(app, simulator);
    }

    /// <summary>A browser: it keeps cookies, and follows no redirect by itself.</summary>
    public HttpClient NewClient(CookieContainer cookies) => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new Uri(_app.Urls.Single()) };

    public Task<Reply> SendAsync(Person? person, string method, string path, object? body = null, string? ifMatch = null, HttpClient? client = null, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(HttpMethod.Parse(method), Prefix + path);
        if (person is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(person.Header);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request, client);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request, HttpClient? client = null)
    {
        using (request)
        using (HttpResponseMessage response = await (client ?? Http).SendAsync(request, Token))
        {
            string text = await response.Content.ReadAsStringAsync(Token);
            Canaries.AssertNotIn(text);
            Canaries.AssertNotIn(response.Headers.ToString());
            return new Reply(
                response.StatusCode,
                response.Content.Headers.ContentType?.MediaType ?? "",
                text,
                response.Headers.ETag?.ToString(),
                response.Headers.Location?.ToString(),
                response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private static void Configure(SnapchatSimulator simulator, SnapchatAudienceExportOptions options)
    {
        simulator.Configure(options);
        options.RefreshToken = null;
        options.RedirectUri = new Uri($"https://portal.example{Prefix}/oauth/callback");
        options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 100_000;
        options.MinRetryDelay = TimeSpan.FromMilliseconds(1);
        options.MaxRetryDelay = TimeSpan.FromMilliseconds(20);
        options.Identity.IdClaims.Add("sub");
    }
}
