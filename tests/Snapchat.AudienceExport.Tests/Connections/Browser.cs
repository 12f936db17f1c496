using System.Web;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>A person at Snapchat's page.</summary>
internal static class Browser
{
    /// <summary>Answers the page, and returns what it hands to the redirect address.</summary>
    public static async Task<(string State, string? Code)> DecideAsync(Uri page, bool allow = true)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        using var form = new FormUrlEncodedContent([new("decision", allow ? "allow" : "deny")]);
        using HttpResponseMessage response = await client.PostAsync(page, form, TestContext.Current.CancellationToken);
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        return (query["state"]!, query["code"]);
    }
}
