using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Client.Wire;

namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>Snapchat's token endpoint.</summary>
internal sealed class TokenEndpoint(ApiSender sender, IOptions<SnapchatAudienceExportOptions> options)
{
    private const string Path = "login/oauth2/access_token";

    public ApiCall NewRefresh(RateBudget budget, TimeSpan? deadline = null) =>
        new() { Operation = "refresh_token", Purpose = "renew the access token", Deadline = deadline ?? options.Value.CallDeadline, Budget = budget };

    /// <returns>The tokens, or null if Snapchat does not accept the refresh token (<c>invalid_grant</c>).</returns>
    public async Task<TokenGrant?> RefreshAsync(ApiCall call, OAuthApp app, SnapchatSecret refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(call, app, [new("grant_type", "refresh_token"), new("refresh_token", refreshToken.Reveal())], needsRefreshToken: false, cancellationToken).ConfigureAwait(false);
        }
        catch (SnapchatApiException e) when (e.ErrorCode is "invalid_grant")
        {
            return null;
        }
    }

    /// <summary>Exchanges the code of an authorization. It is not repeated where its fate is unknown: a code that comes twice makes Snapchat withdraw what it gave for it.</summary>
    public async Task<TokenGrant> ExchangeAsync(OAuthApp app, string code, Uri redirectUri, RateBudget budget, CancellationToken cancellationToken)
    {
        ApiCall call = new()
        {
            Operation = "exchange_code",
            Purpose = "exchange the authorization code",
            Deadline = options.Value.CallDeadline,
            Budget = budget,
            IsRepeatable = false,
        };
        KeyValuePair<string, string>[] fields = [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri.OriginalString)];
        return await SendAsync(call, app, fields, needsRefreshToken: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TokenGrant> SendAsync(ApiCall call, OAuthApp app, KeyValuePair<string, string>[] fields, bool needsRefreshToken, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, SnapchatHttp.At(options.Value.AccountsBaseAddress, Path))
        {
            Content = new FormUrlEncodedContent([.. fields, new("client_id", app.ClientId), new("client_secret", app.ClientSecret.Reveal())]),
        };
        ApiAnswer answer = await sender.SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        TokenGrant grant = answer.Read(SnapchatJson.Default.TokenAnswer).ToGrant() ?? throw answer.Unexpected("access token");
        return grant.RefreshToken is not null || !needsRefreshToken ? grant : throw answer.Unexpected("refresh token");
    }
}
