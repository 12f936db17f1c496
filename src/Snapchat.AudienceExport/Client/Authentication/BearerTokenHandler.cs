using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>Adds the access token; where Snapchat refuses it, renews it once and repeats the request once.</summary>
internal sealed class BearerTokenHandler(IOptions<SnapchatAudienceExportOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request).Tokens is not { } tokens)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        if (!SnapchatHttp.IsSameOrigin(request.RequestUri!, options.Value.ApiBaseAddress))
            throw new InvalidOperationException("The access token is sent to the API's own host only.");

        AccessToken token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        token = await tokens.RenewAsync(token, cancellationToken).ConfigureAwait(false);
        return await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value.Reveal());
        return base.SendAsync(request, cancellationToken);
    }
}
