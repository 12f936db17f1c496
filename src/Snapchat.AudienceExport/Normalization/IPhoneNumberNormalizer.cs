namespace Snapchat.AudienceExport;

/// <summary>Brings phone numbers into the form Snapchat hashes: the digits of the international number and nothing else, as in <c>448444124653</c>.</summary>
/// <remarks>Numbering plans change every month, so this is the work of a library of its own: <c>Snapchat.AudienceExport.PhoneNumbers</c> implements it. Called by several threads at once.</remarks>
public interface IPhoneNumberNormalizer
{
    /// <summary>The most digits an international number has (ITU-T E.164).</summary>
    const int MaxLength = 15;

    /// <summary>Says whether a region is known.</summary>
    /// <param name="region">An ISO 3166-1 code of two letters, as in <c>GB</c>, in any case.</param>
    bool IsRegion(string region);

    /// <summary>Normalizes one phone number.</summary>
    /// <param name="phone">The number as it was entered, trimmed, not empty, at most 250 characters.</param>
    /// <param name="region">The region that a number without a country code belongs to, or null for the normalizer's own default.</param>
    /// <param name="destination">Receives the digits; at least <see cref="MaxLength"/> bytes.</param>
    /// <param name="bytesWritten">How many digits were written; 0 unless the number is valid.</param>
    /// <returns>
    /// <see cref="IdentifierStatus.Valid"/> only for a number that is in use or could be; <see cref="IdentifierStatus.MissingCountryCode"/> or <see cref="IdentifierStatus.InvalidPhoneNumber"/>. It never throws on a number.
    /// </returns>
    IdentifierStatus Normalize(ReadOnlySpan<char> phone, string? region, Span<byte> destination, out int bytesWritten);
}
