using System.Text;
using PhoneNumbers;

namespace Snapchat.AudienceExport.PhoneNumbers;

/// <summary>Normalizes phone numbers with Google's library and the numbering plans it carries.</summary>
internal sealed class PhoneNumberNormalizer(string? defaultRegion) : IPhoneNumberNormalizer
{
    private const string InternationalPrefix = "00";
    private const int MinDigits = 2;

    // The second is the full-width form, which Japanese keyboards write.
    private static readonly char[] PlusSigns = ['+', '\uFF0B'];

    private readonly PhoneNumberUtil _library = PhoneNumberUtil.GetInstance();

    public bool IsRegion(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return _library.GetSupportedRegions().Contains(region.ToUpperInvariant());
    }

    public IdentifierStatus Normalize(ReadOnlySpan<char> phone, string? region, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        // The library throws on what has no digits, which costs more than to look.
        if (CountDigits(phone) < MinDigits)
            return IdentifierStatus.InvalidPhoneNumber;

        // Not every region dials 00 for abroad, but people write it everywhere.
        bool hasPrefix = phone.StartsWith(InternationalPrefix, StringComparison.Ordinal);
        if (hasPrefix && TryWrite($"+{phone[InternationalPrefix.Length..]}", region: null, destination, out bytesWritten))
            return IdentifierStatus.Valid;

        region ??= defaultRegion;
        if (region is null && !hasPrefix && phone.IndexOfAny(PlusSigns) < 0)
            return IdentifierStatus.MissingCountryCode;
        return TryWrite(phone.ToString(), region?.ToUpperInvariant(), destination, out bytesWritten) ? IdentifierStatus.Valid : IdentifierStatus.InvalidPhoneNumber;
    }

    private bool TryWrite(string phone, string? region, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        try
        {
            PhoneNumber number = _library.Parse(phone, region);
            return _library.IsValidNumber(number)
                && _library.Format(number, PhoneNumberFormat.E164) is ['+', .. { Length: <= IPhoneNumberNormalizer.MaxLength } digits]
                && Encoding.ASCII.TryGetBytes(digits, destination, out bytesWritten);
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    private static int CountDigits(ReadOnlySpan<char> phone)
    {
        int count = 0;
        foreach (char character in phone)
            count += char.IsDigit(character) ? 1 : 0;
        return count;
    }
}
