using System.Collections.Specialized;
using System.Web;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>What an administrator does to connect with Snapchat.</summary>
internal static class Administration
{
    public static async Task<ConnectionId> ConnectAsync(IConnectionRegistry registry, CancellationToken cancellationToken)
    {
        ConnectionId id = (await registry.CreateDraftAsync(Party.Administrator, $"Connection {Guid.NewGuid()}", cancellationToken)).Id;
        await registry.GiveConsentAsync(Party.Administrator, id, registry.GetConsentStatements().Current.Version, cancellationToken);
        await AuthenticateAsync(registry, id, cancellationToken);
        Connection complete = await registry.AddExportUserAsync(Party.Administrator, id, cancellationToken);
        await registry.SaveAsync(Party.Administrator, id, complete.Version, cancellationToken);
        return id;
    }

    /// <summary>Allows it on Snapchat's page, as a browser does.</summary>
    public static async Task AuthenticateAsync(IConnectionRegistry registry, ConnectionId connection, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var decision = new FormUrlEncodedContent([new("decision", "allow")]);
        using HttpResponseMessage answer = await browser.PostAsync(await registry.BeginAuthenticationAsync(Party.Administrator, connection, cancellationToken), decision, cancellationToken);
        NameValueCollection redirect = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        await registry.CompleteAuthenticationAsync(Party.Administrator, redirect["state"]!, redirect["code"], cancellationToken);
    }
}
