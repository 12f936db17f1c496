using System.Buffers;
using System.Text;

namespace Snapchat.AudienceExport.Normalization;

/// <summary>Finds what no address may hold: control characters, white space, the specials of RFC 5322 that need quoting, and stray quotes.</summary>
internal static class ForbiddenCharacters
{
    private const string AsciiForbidden =
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F" +
        " ()<>[]:;,\\";

    private const string OtherForbidden =
        "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F" +
        "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private static readonly SearchValues<byte> ForbiddenBytes = SearchValues.Create(Encoding.ASCII.GetBytes(AsciiForbidden));
    private static readonly SearchValues<char> ForbiddenChars = SearchValues.Create(AsciiForbidden + OtherForbidden);

    public static bool AreIn(ReadOnlySpan<char> text) => text.ContainsAny(ForbiddenChars) || HasStrayQuote(text, '"', '@');

    /// <summary>Searches UTF-8, whose validity the caller has checked.</summary>
    public static bool AreIn(ReadOnlySpan<byte> text) => text.ContainsAny(ForbiddenBytes) || HasStrayQuote(text, (byte)'"', (byte)'@') || HasNonAsciiForbidden(text);

    private static bool HasNonAsciiForbidden(ReadOnlySpan<byte> text)
    {
        for (int start; (start = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF)) >= 0;)
        {
            Rune.DecodeFromUtf8(text[start..], out Rune rune, out int length);
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
                return true;
            text = text[(start + length)..];
        }

        return false;
    }

    // Quotes are allowed around the whole local part only: the first character, and the one directly before the last @.
    private static bool HasStrayQuote<T>(ReadOnlySpan<T> text, T quote, T at)
        where T : unmanaged, IEquatable<T>
    {
        int opening = text.IndexOf(quote);
        if (opening < 0)
            return false;
        if (opening > 0)
            return true;
        int closing = text[1..].IndexOf(quote) + 1;
        bool enclosesLocalPart = closing > 0 && text.LastIndexOf(at) == closing + 1;
        return !enclosesLocalPart || text[(closing + 1)..].Contains(quote);
    }
}
