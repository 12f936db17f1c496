using System.Security.Cryptography;
using System.Text;
using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Encrypts tokens for the store, and decrypts them for use.</summary>
internal sealed class TokenVault(ISecretProtector protector)
{
    /// <summary>Seals the tokens of a connection that was authenticated; the store gives them their version.</summary>
    public StoredToken Seal(ConnectionId connection, TokenGrant grant, SnapchatSecret refreshToken, DateTimeOffset usableUntil) =>
        Seal(new StoredToken(connection, 1, Protect(refreshToken)), grant, usableUntil);

    /// <summary>Seals what a refresh gave, to replace the tokens it was made with.</summary>
    public StoredToken Seal(StoredToken former, TokenGrant grant, DateTimeOffset usableUntil) => former with
    {
        RefreshToken = grant.RefreshToken is { } refreshToken ? Protect(refreshToken) : former.RefreshToken,
        AccessToken = Protect(grant.AccessToken),
        AccessTokenExpiresAt = usableUntil,
    };

    /// <exception cref="ReauthenticationRequiredException">The key is another than at the time of encryption.</exception>
    public SnapchatSecret Open(byte[] sealedToken)
    {
        try
        {
            return new SnapchatSecret(Encoding.UTF8.GetString(protector.Unprotect(sealedToken)));
        }
        catch (CryptographicException)
        {
            throw new ReauthenticationRequiredException(
                "The stored tokens of the connection cannot be decrypted with the keys of this process; restore the key ring they were encrypted with, or authenticate with Snapchat again.");
        }
    }

    private byte[] Protect(SnapchatSecret secret) => protector.Protect(Encoding.UTF8.GetBytes(secret.Reveal()));
}
