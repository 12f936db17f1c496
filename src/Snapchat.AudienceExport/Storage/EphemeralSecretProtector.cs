using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Storage;

/// <summary>A key that lives as long as the process: right for stores in memory, where nothing has to be read later.</summary>
internal sealed class EphemeralSecretProtector : ISecretProtector, IDisposable
{
    private readonly AesSecretProtector _protector = new(RandomNumberGenerator.GetBytes(AesSecretProtector.KeyLength));

    public byte[] Protect(ReadOnlySpan<byte> clear) => _protector.Protect(clear);

    public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes) => _protector.Unprotect(protectedBytes);

    public void Dispose() => _protector.Dispose();
}
