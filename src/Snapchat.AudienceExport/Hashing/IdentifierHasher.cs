using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>Turns the values of one mapping into digests by the rules of its kind. Safe for use by several threads at once.</summary>
internal abstract class IdentifierHasher
{
    /// <summary>Gets the hasher of a mapping that was validated.</summary>
    public static IdentifierHasher For(IdentifierMapping mapping, IPhoneNumberNormalizer? phones) => mapping switch
    {
        { IsHashed: true } => new DeclaredDigestHasher(),
        { Kind: IdentifierKind.Email } => new EmailIdentifierHasher(),
        { Kind: IdentifierKind.MobileAdId } => new MobileAdIdHasher(),
        { Kind: IdentifierKind.Phone } when phones is not null => new PhoneHasher(phones, mapping.DefaultRegion),
        _ => throw new ArgumentException($"There is no hasher of {mapping.Kind}.", nameof(mapping)),
    };

    /// <summary>Gets the hasher of a mapping by a version of the normalization rules. Whoever raises the version of a kind keeps the former rules here, since people were sent under them.</summary>
    public static IdentifierHasher For(IdentifierMapping mapping, IPhoneNumberNormalizer? phones, int version) => version == 1
        ? For(mapping, phones)
        : throw new ArgumentOutOfRangeException(nameof(version), version, $"There are no rules of this version for {mapping.Kind}.");

    /// <summary>Normalizes and hashes one value.</summary>
    /// <param name="utf8">The value as it was entered.</param>
    /// <param name="digest">Of a valid value its digest; else <c>default</c>, or the digest that an <see cref="IdentifierStatus.AlreadyHashed"/> value spells.</param>
    public abstract IdentifierStatus Hash(ReadOnlySpan<byte> utf8, out Sha256Digest digest);

    /// <summary>Normalizes and hashes a column; there is room for one digest and one status per row.</summary>
    /// <returns>The number of rows that are <see cref="IdentifierStatus.Valid"/>.</returns>
    public virtual int HashColumn(Utf8Column values, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses)
    {
        int valid = 0;
        for (int row = 0; row < values.Count; row++)
        {
            statuses[row] = Hash(values[row], out digests[row]);
            valid += statuses[row] == IdentifierStatus.Valid ? 1 : 0;
        }

        return valid;
    }

    protected static Sha256Digest Digest(ReadOnlySpan<byte> normalized)
    {
        Sha256Digest digest = default;
        SHA256.HashData(normalized, MemoryMarshal.AsBytes(new Span<Sha256Digest>(ref digest)));
        return digest;
    }
}
