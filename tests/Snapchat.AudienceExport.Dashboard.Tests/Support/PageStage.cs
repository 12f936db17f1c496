using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Portal;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>The portal, and one signed-in client per demo person that keeps cookies and follows no redirect; it looks through every answer.</summary>
public sealed partial class PageStage : PortalStage
{
    private readonly Dictionary<string, (HttpClient Client, string Token)> _people = new(StringComparer.Ordinal);
    private RunId _run;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (string person in (string[])["ada", "cleo", "vera"])
            _people.Add(person, await SignInAsync(person));
        Connection connection = await Scene.AddConnectionAsync(this, "Of the run");
        _run = (await Scene.RunAsync(this, (await Scene.AddExportAsync(this, connection.Id, "Of the run", schedule: ExportSchedule.Off)).Id)).Id;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach ((HttpClient client, _) in _people.Values)
            client.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Sets up a connection and an export, and puts them into the call. The export has no schedule, so that "run all" of one row does not run those of all others.</summary>
    internal async Task<PageCall> PrepareAsync(PageCall call)
    {
        Connection connection = await Scene.AddConnectionAsync(this, "Of a row");
        Export export = await Scene.AddExportAsync(this, connection.Id, "Of a row", schedule: ExportSchedule.Off);
        string detached = "";
        if (call.Path.Contains("{detached}", StringComparison.Ordinal))
            detached = (await Scene.DetachAsync(this, (await Scene.AddExportAsync(this, connection.Id, "Detached", schedule: ExportSchedule.Off)).Id)).Id.ToString();

        string? Fill(string? text) => text?
            .Replace("{connection}", connection.Id.ToString(), StringComparison.Ordinal).Replace("{version}", $"{connection.Version}", StringComparison.Ordinal)
            .Replace("{export}", export.Id.ToString(), StringComparison.Ordinal).Replace("{detached}", detached, StringComparison.Ordinal)
            .Replace("{run}", _run.ToString(), StringComparison.Ordinal).Replace("{newAudience}", Simulator.AddAudience().ToString(), StringComparison.Ordinal);
        return call with { Path = Fill(call.Path)!, Form = Fill(call.Form) };
    }

    /// <summary>Sends a call as a page would, with the person's anti-forgery token unless another one is given.</summary>
    internal Task<PageAnswer> SendAsync(string person, PageCall call, string? token = null)
    {
        HttpContent? form = call.IsPost
            ? new StringContent($"{call.Form}&__RequestVerificationToken={Uri.EscapeDataString(token ?? _people[person].Token)}", Encoding.UTF8, "application/x-www-form-urlencoded")
            : null;
        return SendAsync(person, call.Method, call.Path, form);
    }

    internal async Task<PageAnswer> SendAsync(string? person, string method, string path, HttpContent? content, bool isChunked = false)
    {
        using HttpRequestMessage request = new(HttpMethod.Parse(method), PortalApp.Dashboard + path) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        using HttpClient? stranger = person is null ? NewClient() : null;
        using HttpResponseMessage response = await (stranger ?? _people[person!].Client).SendAsync(request, Token);
        PageAnswer answer = new((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token), response.Headers.Location?.ToString(), response.Headers);
        AssertDiscreet(answer);
        return answer;
    }

    private void AssertDiscreet(PageAnswer answer)
    {
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Simulator.RefreshToken.Reveal(), answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Simulator.ClientSecret.Reveal(), answer.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Address(), answer.Text);
    }

    private HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Portal.Address };

    private async Task<(HttpClient Client, string Token)> SignInAsync(string person)
    {
        HttpClient client = NewClient();
        string token = FindToken(await client.GetStringAsync("/", Token));
        using FormUrlEncodedContent form = new([new("person", person), new("__RequestVerificationToken", token)]);
        using HttpResponseMessage response = await client.PostAsync("/sign-in", form, Token);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return (client, FindToken(await client.GetStringAsync($"{PortalApp.Dashboard}/exports", Token)));
    }

    private static string FindToken(string html) => TokenField().Match(html).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenField();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();
}
