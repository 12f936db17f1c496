using Microsoft.Playwright;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>The portal and a Chromium that looks at it; each test has a visitor of its own.</summary>
public sealed class Stage : PortalStage
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Opens a browser window with cookies of its own, signed in as one of the demo people.</summary>
    internal async Task<Visitor> OpenAsync(string person, string locale = "en-US", ColorScheme scheme = ColorScheme.Light, int width = 1200, bool hasScript = true)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Portal.Address.AbsoluteUri,
            Locale = locale,
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            TimezoneId = "Asia/Almaty",
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        return await Visitor.SignInAsync(this, context, person);
    }
}
