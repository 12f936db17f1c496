using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Client.Wire;

namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>The refresh grant of Snapchat's token endpoint.</summary>
internal sealed class TokenEndpoint(ApiSender sender, IOptions<SnapchatAudienceExportOptions> options)
{
    private const string Path = "login/oauth2/access_token";

    public ApiCall NewCall(RateBudget budget) => new() { Operation = "refresh_token", Purpose = "renew the access token", Deadline = options.Value.CallDeadline, Budget = budget };

    /// <returns>The answer, or null if Snapchat does not accept the refresh token (<c>invalid_grant</c>).</returns>
    public async Task<TokenAnswer?> RefreshAsync(ApiCall call, SnapchatCredentials credentials, SnapchatSecret refreshToken, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, SnapchatHttp.At(options.Value.AccountsBaseAddress, Path))
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "refresh_token"),
                new("client_id", credentials.ClientId),
                new("client_secret", credentials.ClientSecret.Reveal()),
                new("refresh_token", refreshToken.Reveal()),
            ]),
        };
        try
        {
            ApiAnswer answer = await sender.SendAsync(call, request, cancellationToken).ConfigureAwait(false);
            TokenAnswer token = answer.Read(SnapchatJson.Default.TokenAnswer);
            return token.AccessToken is { Length: > 0 } ? token : throw answer.Unexpected("access token");
        }
        catch (SnapchatApiException e) when (e.ErrorCode is "invalid_grant")
        {
            return null;
        }
    }
}
