using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ExportConsole.Targets;

/// <summary>Does on the authorization page what a person does in a browser: opens it, allows the access, and is sent back.</summary>
internal static class SimulatedBrowser
{
    /// <returns>What a web application gets at its redirect address.</returns>
    public static async Task<(string State, string? Code)> AllowAsync(Uri page, CancellationToken cancellationToken)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage shown = await browser.GetAsync(page, cancellationToken);
        shown.EnsureSuccessStatusCode();

        using var decision = new FormUrlEncodedContent([KeyValuePair.Create("decision", "allow")]);
        using HttpResponseMessage answer = await browser.PostAsync(page, decision, cancellationToken);
        Uri redirect = answer.Headers.Location ?? throw new HttpRequestException("The authorization page sent nobody back.");
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(redirect.Query);
        return (query["state"].ToString(), query.GetValueOrDefault("code"));
    }
}
