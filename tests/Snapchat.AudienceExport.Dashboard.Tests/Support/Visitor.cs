using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portal;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>Somebody with a browser. Whatever a page does against its content policy, and whatever its script throws, is remembered.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visitor(Stage stage, IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            // Answers other than 200 are looked at below, where it is known what asked for them.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document" && new Uri(response.Url).AbsolutePath.StartsWith(PortalApp.Dashboard, StringComparison.Ordinal))
                _complaints.Add($"{response.Status}: {response.Url}");
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            Uri address = new(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != stage.Portal.Address.Authority && address.Authority != stage.Simulator.BaseAddress.Authority)
                _complaints.Add($"Asked another host: {request.Url}");
        };
    }

    public IPage Page { get; }

    public static async Task<Visitor> SignInAsync(Stage stage, IBrowserContext context, string person)
    {
        var visitor = new Visitor(stage, context, await context.NewPageAsync());
        await visitor.Page.GotoAsync("/");
        await visitor.Page.Locator($"button[value={person}]").ClickAsync();
        return visitor;
    }

    /// <summary>Opens a page of the dashboard.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(PortalApp.Dashboard + path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public Task<string> TitleAsync() => Page.Locator("h1").InnerTextAsync();

    public Task<string> TextAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>Waits until the page says something.</summary>
    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Asserts that the page has no serious accessibility problem.</summary>
    public async Task AssertAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe();
        string[] serious =
        [
            .. result.Violations.Where(static violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{Page.Url}: {violation.Id}, {violation.Help}: {string.Join("; ", violation.Nodes.Select(static node => node.Html))}"),
        ];
        Assert.Empty(serious);
    }

    /// <summary>Asserts that nothing was loaded from elsewhere, that no page broke its own policy, and that no script threw.</summary>
    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
