using System.Text;

namespace Snapchat.AudienceExport.Tests.Normalization;

/// <summary>The rule of an email written a second time, from its specification alone: slow, with strings, and sharing nothing with the library.</summary>
internal static class NaiveEmailRule
{
    private const string WhiteSpace =
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private const string PasteArtefacts = "\uFEFF\u200B\u200C\u200D\u2060";

    public static (IdentifierStatus Status, string Normalized) Apply(string? email)
    {
        string text = (email ?? "").Trim((WhiteSpace + PasteArtefacts).ToCharArray());
        if (text.Length == 0)
            return (IdentifierStatus.Blank, "");
        bool hex = text.All(char.IsAsciiHexDigit);
        if (hex && text.Length == 64)
            return (IdentifierStatus.AlreadyHashed, text.ToLowerInvariant());
        if (hex && (text.Length is 32 or 40 or 128))
            return (IdentifierStatus.UnsupportedHash, "");

        int[]? codePoints = CodePoints(text);
        if (codePoints is null)
            return (IdentifierStatus.InvalidText, "");
        string lower = ToLower(codePoints);
        IdentifierStatus status = WhyRefused(lower);
        return (status, status == IdentifierStatus.Valid ? lower : "");
    }

    private static IdentifierStatus WhyRefused(string lower)
    {
        // Before, between and behind two quotes.
        string[] pieces = lower.Split('"');
        bool quoted = pieces.Length == 3 && pieces[0].Length == 0 && pieces[2].LastIndexOf('@') == 0;
        if (lower.Any(c => c < ' ' || (c >= '\u007F' && c <= '\u009F') || (WhiteSpace + "()<>[]:;,\\").Contains(c, StringComparison.Ordinal)))
            return IdentifierStatus.ForbiddenCharacter;
        if (pieces.Length > 1 && !quoted)
            return IdentifierStatus.ForbiddenCharacter;
        if (Encoding.UTF8.GetByteCount(lower) > 254)
            return IdentifierStatus.TooLong;

        string[] parts = lower.Split('@');
        if (parts.Length == 1)
            return IdentifierStatus.MissingAt;
        if (parts.Length > 2 && !quoted)
            return IdentifierStatus.SeveralAt;
        if (lower[0] == '@')
            return IdentifierStatus.EmptyLocalPart;
        string[] labels = parts[^1].Split('.');
        return labels.Length < 2 || labels.Contains("") ? IdentifierStatus.InvalidDomain : IdentifierStatus.Valid;
    }

    private static int[]? CodePoints(string text)
    {
        var codePoints = new List<int>();
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                codePoints.Add(text[i]);
            else if (i + 1 < text.Length && char.IsSurrogatePair(text, i))
                codePoints.Add(char.ConvertToUtf32(text, i++));
            else
                return null;
        }

        return [.. codePoints];
    }

    private static string ToLower(int[] text)
    {
        var lower = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            lower.Append(text[i] switch
            {
                0x0130 => "i\u0307",
                0x03A3 when IsNearestCased(Backward(text, i)) && !IsNearestCased(Forward(text, i)) => "\u03C2",
                _ => char.ConvertFromUtf32(UnicodeCase.Lower.GetValueOrDefault(text[i], text[i])),
            });
        }

        return lower.ToString();
    }

    private static IEnumerable<int> Backward(int[] text, int i)
    {
        while (--i >= 0)
            yield return text[i];
    }

    private static IEnumerable<int> Forward(int[] text, int i)
    {
        while (++i < text.Length)
            yield return text[i];
    }

    private static bool IsNearestCased(IEnumerable<int> text) =>
        text.SkipWhile(UnicodeCase.CaseIgnorable.Contains).Take(1).Any(UnicodeCase.Cased.Contains);
}
