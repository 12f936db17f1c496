using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExportConsole.Tests.Reference;

/// <summary>The rules for email addresses, written down once more from the specification with strings and loops.</summary>
internal static class ReferenceEmail
{
    private const string WhiteSpace =
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private const string Trimmed = WhiteSpace + "\uFEFF\u200B\u200C\u200D\u2060";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The reason for refusal, or "Valid" with the digest in lower-case hexadecimal.</returns>
    public static (string Reason, string? Digest) Hash(byte[] value)
    {
        string email;
        try
        {
            email = Strict.GetString(value).Trim(Trimmed.ToCharArray());
        }
        catch (DecoderFallbackException)
        {
            return ("InvalidText", null);
        }

        if (email.Length == 0)
            return ("Blank", null);
        if (email.Length is 32 or 40 or 64 or 128 && email.All(char.IsAsciiHexDigit))
            return (email.Length == 64 ? "AlreadyHashed" : "UnsupportedHash", null);
        email = Lower(email);
        string reason = Check(email);
        return reason is "Valid" ? (reason, Convert.ToHexStringLower(SHA256.HashData(Strict.GetBytes(email)))) : (reason, null);
    }

    private static string Check(string email)
    {
        // A quoted local part is "..." with no other quote inside, directly before the last @.
        int at = email.LastIndexOf('@');
        string unquoted = email;
        bool isQuoted = email[0] == '"' && at > 1 && email.IndexOf('"', 1) == at - 1;
        if (isQuoted)
            unquoted = email[1..(at - 1)] + email[at..];
        if (unquoted.Any(c => char.IsControl(c) || $"{WhiteSpace}()<>[]:;,\\\"".Contains(c, StringComparison.Ordinal)))
            return "ForbiddenCharacter";
        if (Strict.GetByteCount(email) > 254)
            return "TooLong";
        if (at < 0)
            return "MissingAt";
        if (!isQuoted && email.Count(c => c == '@') > 1)
            return "SeveralAt";
        if (at == 0)
            return "EmptyLocalPart";
        string[] labels = email[(at + 1)..].Split('.');
        return labels.Length < 2 || labels.Contains("") ? "InvalidDomain" : "Valid";
    }

    // What JavaScript's toLowerCase does: simple mappings, a dotted capital I that becomes two characters, and the final sigma.
    private static string Lower(string text)
    {
        var result = new StringBuilder();
        Rune[] runes = [.. text.EnumerateRunes()];
        for (int i = 0; i < runes.Length; i++)
        {
            if (runes[i].Value == 0x130)
                result.Append("i\u0307");
            else if (runes[i].Value == 0x3A3)
                result.Append(NextIsCased(runes[..i].Reverse()) && !NextIsCased(runes[(i + 1)..]) ? 'ς' : 'σ');
            else
                result.Append(Rune.ToLowerInvariant(runes[i]));
        }

        return result.ToString();
    }

    private static bool NextIsCased(IEnumerable<Rune> runes) => runes.SkipWhile(IsIgnorable).Take(1).Any(IsCased);

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnorable(Rune rune) =>
        ".:'\u00B7\u2018\u2019\u2024\u2027".Contains(rune.ToString(), StringComparison.Ordinal)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
