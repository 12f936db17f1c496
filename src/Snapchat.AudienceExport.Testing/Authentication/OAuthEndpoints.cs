using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Snapchat.AudienceExport.Testing.Http;

namespace Snapchat.AudienceExport.Testing.Authentication;

/// <summary>The page on which a person consents, and the token endpoint.</summary>
internal sealed class OAuthEndpoints(SnapchatSimulatorOptions options, string clientSecret, TokenService tokens)
{
    private const string Scope = "snapchat-marketing-api";

    public async ValueTask<PendingOperation> AuthorizeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        IQueryCollection query = exchange.Request.Query;
        string redirectUri = query["redirect_uri"].ToString();
        if (query["client_id"] != options.ClientId || !IsRegistered(redirectUri))
            return PendingOperation.Refused(Page(400, "<p>The client ID or the redirect URI is not the registered one.</p>"));

        (string Name, string Value) state = ("state", query["state"].ToString());
        if (query["response_type"] != "code")
            return PendingOperation.Refused(Redirect(redirectUri, ("error", "unsupported_response_type"), state));
        if (!query["scope"].ToString().Split(' ').Contains(Scope, StringComparer.Ordinal))
            return PendingOperation.Refused(Redirect(redirectUri, ("error", "invalid_scope"), state));
        if (HttpMethods.IsGet(exchange.Request.Method))
            return PendingOperation.Refused(ConsentPage(redirectUri));

        return (await ReadFormAsync(exchange, cancellationToken).ConfigureAwait(false)).GetValueOrDefault("decision") == "allow"
            ? new PendingOperation(() => Redirect(redirectUri, ("code", tokens.IssueCode(redirectUri)), state))
            : PendingOperation.Refused(Redirect(redirectUri, ("error", "access_denied"), state));
    }

    public async ValueTask<PendingOperation> TokenAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Dictionary<string, StringValues> form = await ReadFormAsync(exchange, cancellationToken).ConfigureAwait(false);
        string Field(string name) => form.GetValueOrDefault(name).ToString();

        if (exchange.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return PendingOperation.Refused(Error(400, "invalid_request", "The body must be application/x-www-form-urlencoded."));
        if (!Is(Field("client_id"), options.ClientId) || !Is(Field("client_secret"), clientSecret))
            return PendingOperation.Refused(Error(401, "invalid_client", "Client authentication failed."));
        return Field("grant_type") switch
        {
            "refresh_token" => new PendingOperation(() => Tokens(tokens.Refresh(Field("refresh_token")))),
            "authorization_code" => new PendingOperation(() => Tokens(tokens.ExchangeCode(Field("code"), Field("redirect_uri")))),
            _ => PendingOperation.Refused(Error(400, "unsupported_grant_type", "The grant type is not supported.")),
        };
    }

    private static async ValueTask<Dictionary<string, StringValues>> ReadFormAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await exchange.Body.ReadAllAsync(cancellationToken).ConfigureAwait(false) ?? default;
        using FormReader reader = new(Encoding.UTF8.GetString(body.Span));
        return reader.ReadForm();
    }

    private Answer Tokens(IssuedTokens? issued) => issued is null
        ? Error(400, "invalid_grant", "The code or refresh token is invalid, expired or revoked.")
        : NoStore(Answer.FromJson(200, new JsonObject
        {
            ["access_token"] = issued.AccessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)options.AccessTokenLife.TotalSeconds,
            ["refresh_token"] = issued.RefreshToken,
            ["scope"] = Scope,
            ["id_token"] = "",
        }));

    private static Answer Error(int status, string error, string description) =>
        NoStore(Answer.FromJson(status, new JsonObject { ["error"] = error, ["error_description"] = description }));

    private static Answer NoStore(Answer answer) => answer.With(("Cache-Control", "no-store"));

    private bool IsRegistered(string redirectUri) => Uri.TryCreate(redirectUri, UriKind.Absolute, out Uri? uri)
        && (options.RedirectUris.Count == 0 || options.RedirectUris.Contains(uri));

    private static bool Is(string given, string expected) => string.Equals(given, expected, StringComparison.Ordinal);

    private static Answer Redirect(string redirectUri, params (string Name, string Value)[] parameters)
    {
        IEnumerable<KeyValuePair<string, string?>> present =
            parameters.Where(parameter => parameter.Value.Length > 0).Select(parameter => KeyValuePair.Create<string, string?>(parameter.Name, parameter.Value));
        return Answer.FromText(302, "").With(("Location", QueryHelpers.AddQueryString(redirectUri, present)));
    }

    private static Answer ConsentPage(string redirectUri) => Page(200, $"""
        <p>An app wants to manage your audiences. You will be sent back to {WebUtility.HtmlEncode(new Uri(redirectUri).Host)}.</p>
        <form method="post">
          <button name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </form>
        """);

    private static Answer Page(int status, string content) => Answer.FromText(status, $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Snapchat simulator</title></head>
        <body>
        <h1>Snapchat simulator</h1>
        {content}
        </body>
        </html>
        """, "text/html; charset=utf-8");
}
