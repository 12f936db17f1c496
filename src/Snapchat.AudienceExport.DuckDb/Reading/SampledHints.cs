using System.Buffers.Text;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>Guesses from the values of a column which identifier it holds. The values are looked at and forgotten.</summary>
internal static class SampledHints
{
    // Some rows of a column of addresses are always not addresses.
    private const double NeededShare = 0.5;

    public static IdentifierKind? Guess(Utf8Column values)
    {
        Span<int> counts = stackalloc int[3];
        int present = 0;
        for (int row = 0; row < values.Count; row++)
        {
            ReadOnlySpan<byte> value = values[row].Trim((byte)' ');
            if (value.IsEmpty)
                continue;
            present++;
            if (Recognize(value) is { } kind)
                counts[(int)kind]++;
        }

        foreach (IdentifierKind kind in Enum.GetValues<IdentifierKind>())
        {
            if (present > 0 && counts[(int)kind] >= NeededShare * present)
                return kind;
        }

        return null;
    }

    private static IdentifierKind? Recognize(ReadOnlySpan<byte> value)
    {
        if (EmailHasher.Hash(value, out _) == IdentifierStatus.Valid)
            return IdentifierKind.Email;
        if (Utf8Parser.TryParse(value, out Guid _, out int length, 'D') && length == value.Length)
            return IdentifierKind.MobileAdId;
        return IsInternationalNumber(value) ? IdentifierKind.Phone : null;
    }

    // Digits alone could be any number; an international prefix is what phones have.
    private static bool IsInternationalNumber(ReadOnlySpan<byte> value)
    {
        int digits = 0;
        foreach (byte character in value)
        {
            if (char.IsAsciiDigit((char)character))
                digits++;
            else if (!" +-.()/"u8.Contains(character))
                return false;
        }

        return digits is >= 8 and <= 17 && (value[0] == '+' || value.StartsWith("00"u8));
    }
}
