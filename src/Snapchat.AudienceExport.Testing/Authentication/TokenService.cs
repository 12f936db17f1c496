using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Testing.Authentication;

/// <summary>Codes, refresh tokens and access tokens of the one OAuth app.</summary>
internal sealed class TokenService(SnapchatSimulatorOptions options, string refreshToken)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _grants = new(StringComparer.Ordinal) { [refreshToken] = new Grant(refreshToken) };
    private readonly Dictionary<string, (Grant Grant, DateTimeOffset ExpiresAt)> _accessTokens = new(StringComparer.Ordinal);
    private readonly string _firstToken = refreshToken;

    /// <summary>The newest refresh token of the consent that exists from the start.</summary>
    public string RefreshToken
    {
        get
        {
            lock (_gate)
                return _grants[_firstToken].RefreshToken;
        }
    }

    public static string NewToken(string prefix, int bytes = 24) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    public string IssueCode(string redirectUri)
    {
        string code = NewToken("code-");
        lock (_gate)
            _codes[code] = new AuthorizationCode(redirectUri, options.TimeProvider.GetUtcNow() + CodeLife);
        return code;
    }

    /// <summary>Exchanges a code.</summary>
    /// <returns>The tokens, or null if the code is unknown, used, too old, or meant for another address.</returns>
    public IssuedTokens? ExchangeCode(string code, string redirectUri)
    {
        lock (_gate)
        {
            if (!_codes.TryGetValue(code, out AuthorizationCode? known))
                return null;
            if (known.Grant is { } used)
            {
                // RFC 6749 §4.1.2: a code used twice may have been stolen, so what it gave is withdrawn.
                used.IsRevoked = true;
                return null;
            }
            if (!string.Equals(known.RedirectUri, redirectUri, StringComparison.Ordinal) || known.ExpiresAt <= options.TimeProvider.GetUtcNow())
                return null;
            known.Grant = new Grant(NewToken("refresh-"));
            _grants[known.Grant.RefreshToken] = known.Grant;
            return Issue(known.Grant);
        }
    }

    /// <summary>Uses a refresh token.</summary>
    /// <returns>The tokens, or null if it is unknown, withdrawn, or replaced.</returns>
    public IssuedTokens? Refresh(string token)
    {
        lock (_gate)
        {
            if (!_grants.TryGetValue(token, out Grant? grant) || grant.IsRevoked)
                return null;
            if (!string.Equals(grant.RefreshToken, token, StringComparison.Ordinal))
            {
                grant.IsRevoked = options.RefreshTokens == RefreshTokenPolicy.RotatingWithReuseDetection;
                return null;
            }
            if (options.RefreshTokens != RefreshTokenPolicy.Reusable)
            {
                grant.RefreshToken = NewToken("refresh-");
                _grants[grant.RefreshToken] = grant;
            }
            return Issue(grant);
        }
    }

    public bool IsValid(string accessToken)
    {
        lock (_gate)
        {
            return _accessTokens.TryGetValue(accessToken, out (Grant Grant, DateTimeOffset ExpiresAt) known)
                && !known.Grant.IsRevoked && known.ExpiresAt > options.TimeProvider.GetUtcNow();
        }
    }

    public void Expire(string accessToken)
    {
        lock (_gate)
            _accessTokens.Remove(accessToken);
    }

    public void ExpireAll()
    {
        lock (_gate)
            _accessTokens.Clear();
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            foreach (Grant grant in _grants.Values)
                grant.IsRevoked = true;
            _accessTokens.Clear();
        }
    }

    private IssuedTokens Issue(Grant grant)
    {
        // Real access tokens are about 1 kB long, which storage and headers have to bear.
        string accessToken = NewToken("access-", 480);
        _accessTokens[accessToken] = (grant, options.TimeProvider.GetUtcNow() + options.AccessTokenLife);
        return new IssuedTokens(accessToken, grant.RefreshToken);
    }
}
