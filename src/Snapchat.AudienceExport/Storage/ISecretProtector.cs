namespace Snapchat.AudienceExport.Storage;

/// <summary>Encrypts what stores may keep of secrets. Implementations authenticate as well: changed bytes are not accepted. Safe for use by several threads at once.</summary>
public interface ISecretProtector
{
    /// <summary>Gets whether processes on other machines can decrypt what this one encrypts.</summary>
    /// <value>The default is false.</value>
    bool IsShared => false;

    /// <summary>Encrypts.</summary>
    /// <param name="clear">The bytes in clear.</param>
    /// <returns>The encrypted bytes, different at each call.</returns>
    byte[] Protect(ReadOnlySpan<byte> clear);

    /// <summary>Decrypts.</summary>
    /// <param name="protectedBytes">What <see cref="Protect"/> returned, in this process or, for a durable implementation, an earlier one.</param>
    /// <returns>The bytes in clear.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes were changed, or encrypted with another key.</exception>
    byte[] Unprotect(ReadOnlySpan<byte> protectedBytes);
}
