using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal;
using Portal.People;
using Portal.Simulation;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace PortalScreenshots;

/// <summary>The portal with something to show, and a browser that takes pictures of it as an administrator.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private static readonly ClaimsPrincipal Ada = DemoPerson.All[0].ToPrincipal();

    private readonly PortalApp _portal;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Studio(PortalApp portal, IPlaywright playwright, IBrowser browser) => (_portal, _playwright, _browser) = (portal, playwright, browser);

    public static async Task<Studio> OpenAsync()
    {
        PortalApp portal = await PortalApp.CreateAsync(["--urls", "http://127.0.0.1:0"]);
        await portal.StartAsync();
        IPlaywright playwright = await Playwright.CreateAsync();
        return new Studio(portal, playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox"] }));
    }

    public async Task<string> AddConnectionAsync()
    {
        IConnectionRegistry registry = _portal.Services.GetRequiredService<IConnectionRegistry>();
        Connection connection = await registry.CreateDraftAsync(Ada, "Snapchat, Kazakhstan");
        connection = await registry.ShareAsync(Ada, connection.Id, connection.Version, ConnectionAccess.AllContributors);
        await registry.ImportRefreshTokenAsync(Ada, connection.Id, _portal.Simulator!.RefreshToken);
        await registry.GiveConsentAsync(Ada, connection.Id, ConsentStatement.Default.Version);
        connection = await registry.AddExportUserAsync(Ada, connection.Id);
        await registry.SaveAsync(Ada, connection.Id, connection.Version);
        await registry.CreateDraftAsync(Ada, "Second brand");
        return connection.Id.ToString();
    }

    public async Task<string> AddExportAsync(string connection)
    {
        IExportRegistry registry = _portal.Services.GetRequiredService<IExportRegistry>();
        ExportDraft draft = new() { DisplayName = "Newsletter readers", Connection = ConnectionId.Parse(connection), Audience = SimulatedSnapchat.Newsletter.Value, Segments = [SegmentId.Parse("kazakhstan"), SegmentId.Parse("germany")] };
        await registry.SaveAsync(Ada, draft with { DisplayName = "New customers", Audience = _portal.Simulator!.AddAudience().Value, Segments = [SegmentId.Parse("new")] });
        return (await registry.SaveAsync(Ada, draft)).Id.ToString();
    }

    /// <summary>Runs an export several times; the last time everybody is sent again, so that its page has something to show.</summary>
    public async Task<string> RunAsync(string export, int times)
    {
        IExportRunner runner = _portal.Services.GetRequiredService<IExportRunner>();
        for (int time = 1; ; time++)
        {
            RunRecord run = await runner.WaitAsync(Ada, await runner.StartAsync(Ada, ExportId.Parse(export), new RunRequest { ResendAll = time == times }));
            if (time == times)
                return run.Id.ToString();
        }
    }

    public Task SetSystemRefreshAsync() => _portal.Services.GetRequiredService<ISystemRefresh>().SetAsync(
        Ada, version: 0, new Recurrence { Days = [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday], Times = [new(6, 0), new(18, 30)], TimeZone = "Asia/Almaty" });

    public async Task TakeAsync(string path, string file, bool isKazakhAndDark = false)
    {
        await using IBrowserContext context = await SignInAsync(isKazakhAndDark);
        await context.Pages[0].GotoAsync(PortalApp.Dashboard + path);
        await context.Pages[0].ScreenshotAsync(new() { Path = file, FullPage = true });
    }

    public async Task TakePlanAsync(string export, string file)
    {
        await using IBrowserContext context = await SignInAsync(isKazakhAndDark: false);
        await context.Pages[0].GotoAsync($"{PortalApp.Dashboard}/exports/{export}/plan");
        await context.Pages[0].GetByRole(AriaRole.Button, new() { Name = "Make the plan", Exact = true }).ClickAsync();
        await context.Pages[0].Locator("[data-plan=added]").WaitForAsync();
        await context.Pages[0].ScreenshotAsync(new() { Path = file, FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _portal.DisposeAsync();
    }

    private async Task<IBrowserContext> SignInAsync(bool isKazakhAndDark)
    {
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            BaseURL = _portal.Address.AbsoluteUri,
            Locale = isKazakhAndDark ? "kk-KZ" : "en-US",
            ColorScheme = isKazakhAndDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = 1200, Height = 700 },
        });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator("button[value=ada]").ClickAsync();
        return context;
    }
}
