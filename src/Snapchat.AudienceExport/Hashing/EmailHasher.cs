using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport;

/// <summary>Normalizes email addresses and hashes them with SHA-256, one at a time or a column at once. No call allocates.</summary>
public static class EmailHasher
{
    /// <summary>Normalizes and hashes one address of UTF-16 text.</summary>
    /// <param name="email">The address as it was entered.</param>
    /// <param name="digest">Of a valid address the digest of its normalized form; of <see cref="IdentifierStatus.AlreadyHashed"/> the digest it spells; else <c>default</c>.</param>
    /// <returns><see cref="IdentifierStatus.Valid"/>, or the reason why the value is not a usable address.</returns>
    public static IdentifierStatus Hash(ReadOnlySpan<char> email, out Sha256Digest digest)
    {
        Span<byte> address = stackalloc byte[EmailNormalizer.MaxLength];
        IdentifierStatus status = EmailNormalizer.Normalize(email, address, out int length);
        digest = Digest(status, address[..length]);
        return status;
    }

    /// <summary>Normalizes and hashes one address of UTF-8 text.</summary>
    /// <param name="utf8Email">The address as it was entered.</param>
    /// <param name="digest">Of a valid address the digest of its normalized form; of <see cref="IdentifierStatus.AlreadyHashed"/> the digest it spells; else <c>default</c>.</param>
    /// <returns><see cref="IdentifierStatus.Valid"/>, or the reason why the value is not a usable address.</returns>
    public static IdentifierStatus Hash(ReadOnlySpan<byte> utf8Email, out Sha256Digest digest)
    {
        Span<byte> address = stackalloc byte[EmailNormalizer.MaxLength];
        IdentifierStatus status = EmailNormalizer.Normalize(utf8Email, address, out int length);
        digest = Digest(status, address[..length]);
        return status;
    }

    /// <summary>Normalizes and hashes a column of UTF-8 addresses.</summary>
    /// <param name="emails">The addresses, one per row.</param>
    /// <param name="digests">Receives one digest per row: of a valid row its digest, of an <see cref="IdentifierStatus.AlreadyHashed"/> row the digest it spells, else <c>default</c>.</param>
    /// <param name="statuses">Receives one status per row.</param>
    /// <returns>The number of rows that are <see cref="IdentifierStatus.Valid"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="digests"/> or <paramref name="statuses"/> is shorter than the column.</exception>
    public static int HashColumn(Utf8Column emails, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses)
    {
        CheckLengths(emails.Count, digests.Length, statuses.Length);
        return ColumnKernel.Best.Utf8(emails, digests, statuses, Sha256Kernels.Best);
    }

    /// <summary>Normalizes and hashes a column of strings; null is <see cref="IdentifierStatus.Blank"/>.</summary>
    /// <inheritdoc cref="HashColumn(Utf8Column, Span{Sha256Digest}, Span{IdentifierStatus})"/>
    public static int HashColumn(ReadOnlySpan<string?> emails, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses)
    {
        CheckLengths(emails.Length, digests.Length, statuses.Length);
        return ColumnKernel.Best.Strings(emails, digests, statuses, Sha256Kernels.Best);
    }

    private static void CheckLengths(int rows, int digests, int statuses)
    {
        if (digests < rows)
            throw new ArgumentException($"There is room for {digests} digests, but there are {rows} rows.", nameof(digests));
        if (statuses < rows)
            throw new ArgumentException($"There is room for {statuses} statuses, but there are {rows} rows.", nameof(statuses));
    }

    private static Sha256Digest Digest(IdentifierStatus status, ReadOnlySpan<byte> normalized)
    {
        Sha256Digest digest = default;
        if (status == IdentifierStatus.AlreadyHashed)
            return Sha256Digest.FromHex(normalized);
        if (status == IdentifierStatus.Valid)
            SHA256.HashData(normalized, MemoryMarshal.AsBytes(new Span<Sha256Digest>(ref digest)));
        return digest;
    }
}
