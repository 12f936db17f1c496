using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Membership.Tables;

/// <summary>AES-256-GCM with a key that belongs to one table. The nonce is the position of the part, since each part is encrypted once; so no part can stand for another.</summary>
internal sealed class TableCipher : IDisposable
{
    public const int KeyLength = 32;

    /// <summary>How much longer a part is encrypted than in clear.</summary>
    public const int Overhead = TagLength;

    private const int TagLength = 16;
    private const int NonceLength = 12;

    private readonly AesGcm _aes;

    public TableCipher(ReadOnlySpan<byte> key) => _aes = new AesGcm(key, TagLength);

    /// <summary>Encrypts a part.</summary>
    /// <param name="part">The position of the part in its table.</param>
    /// <param name="clear">The part in clear.</param>
    /// <param name="destination">As long as the part, and <see cref="Overhead"/> more.</param>
    public void Encrypt(int part, ReadOnlySpan<byte> clear, Span<byte> destination)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        MemoryMarshal.Write(nonce, part);
        _aes.Encrypt(nonce, clear, destination[..clear.Length], destination.Slice(clear.Length, TagLength));
    }

    /// <summary>Decrypts a part.</summary>
    /// <exception cref="CryptographicException">It is not that part of that table, or was changed.</exception>
    public void Decrypt(int part, ReadOnlySpan<byte> encrypted, Span<byte> clear)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        MemoryMarshal.Write(nonce, part);
        _aes.Decrypt(nonce, encrypted[..^TagLength], encrypted[^TagLength..], clear);
    }

    public void Dispose() => _aes.Dispose();
}
