using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Storage;

/// <summary>AES-256-GCM with one key.</summary>
/// <param name="key">The key, of <see cref="KeyLength"/> bytes.</param>
internal sealed class AesSecretProtector(byte[] key) : ISecretProtector, IDisposable
{
    public const int KeyLength = 32;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    // A cipher serves one thread at a time.
    private readonly Lock _lock = new();
    private readonly AesGcm _cipher = new(key, TagBytes);

    public byte[] Protect(ReadOnlySpan<byte> clear)
    {
        byte[] result = new byte[NonceBytes + clear.Length + TagBytes];
        Span<byte> nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        lock (_lock)
            _cipher.Encrypt(nonce, clear, result.AsSpan(NonceBytes, clear.Length), result.AsSpan(NonceBytes + clear.Length));
        return result;
    }

    public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes)
    {
        if (protectedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("The protected bytes are too short; they were not protected with this key.");
        byte[] clear = new byte[protectedBytes.Length - NonceBytes - TagBytes];
        lock (_lock)
            _cipher.Decrypt(protectedBytes[..NonceBytes], protectedBytes[NonceBytes..^TagBytes], protectedBytes[^TagBytes..], clear);
        return clear;
    }

    public void Dispose() => _cipher.Dispose();
}
