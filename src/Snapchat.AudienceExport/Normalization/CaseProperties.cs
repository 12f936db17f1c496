using System.Globalization;
using System.Text;

namespace Snapchat.AudienceExport.Normalization;

/// <summary>The two properties of characters that decide whether a sigma ends a word (The Unicode Standard, section 3.13, Final_Sigma).</summary>
internal static class CaseProperties
{
    /// <summary>Whether the first character that is not case-ignorable is a cased one.</summary>
    public static bool StartsWithCased(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int length);
            // Some characters are both; like ICU, and so JavaScript, they are skipped.
            if (!IsCaseIgnorable(rune))
                return IsCased(rune);
            text = text[length..];
        }

        return false;
    }

    public static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        // Other_Uppercase and Other_Lowercase, without those that are case-ignorable: ordinals, Roman numerals, letters in circles and squares.
        _ => rune.Value is 0x00AA or 0x00BA
            or (>= 0x2160 and <= 0x217F)
            or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149)
            or (>= 0x1F150 and <= 0x1F169)
            or (>= 0x1F170 and <= 0x1F189),
    };

    public static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol => true,
        // Punctuation inside words (Word_Break is MidLetter, MidNumLet or Single_Quote).
        _ => rune.Value is '\'' or '.' or ':' or 0x00B7 or 0x0387 or 0x055F or 0x05F4
            or 0x2018 or 0x2019 or 0x2024 or 0x2027 or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A,
    };
}
