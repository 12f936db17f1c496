using System.Text;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>Hashes phone numbers.</summary>
internal sealed class PhoneHasher(IPhoneNumberNormalizer normalizer, string? defaultRegion) : PlainTextHasher
{
    // No number is longer, with whatever is written between its digits.
    private const int MaxTextLength = 250;

    protected override IdentifierStatus HashText(ReadOnlySpan<byte> text, out Sha256Digest digest)
    {
        digest = default;
        if (text.Length > MaxTextLength)
            return IdentifierStatus.InvalidPhoneNumber;
        Span<char> phone = stackalloc char[MaxTextLength];
        Span<byte> digits = stackalloc byte[IPhoneNumberNormalizer.MaxLength];
        IdentifierStatus status = normalizer.Normalize(phone[..Encoding.UTF8.GetChars(text, phone)], defaultRegion, digits, out int length);
        if (status == IdentifierStatus.Valid)
            digest = Digest(digits[..length]);
        return status;
    }
}
