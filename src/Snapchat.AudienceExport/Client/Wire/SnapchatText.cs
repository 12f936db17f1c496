using System.Buffers;
using System.Globalization;
using System.Text;

namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>Makes text of an answer fit for messages and logs: it may quote what was sent.</summary>
internal static class SnapchatText
{
    private const int MaxLength = 500;
    private const int MaxIdentifierLength = 128;

    // Digests begin at 32 digits (MD5), and no UUID has so many together. Tokens are longer than UUIDs.
    private const int DigestLength = 32;
    private const int TokenLength = 40;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~");

    /// <returns>One line of at most 500 characters without control characters, addresses, digests and tokens; null if nothing is left.</returns>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        StringBuilder clean = new();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string visible = string.Concat(word.Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)));
            if (visible.Length == 0)
                continue;
            if (clean.Length > 0)
                clean.Append(' ');
            if (IsAddress(visible))
                clean.Append("[address]");
            else
                AppendMasked(clean, visible);
            if (clean.Length >= MaxLength)
                break;
        }

        if (clean.Length > MaxLength)
            clean.Length = MaxLength;
        return clean.Length == 0 ? null : clean.ToString();
    }

    /// <returns>An error code or request ID as it is, or null if it is not of the form of one.</returns>
    public static string? Identifier(string? text) =>
        text is { Length: > 0 and <= MaxIdentifierLength } && !text.AsSpan().ContainsAnyExcept(TokenCharacters) ? text : null;

    private static bool IsAddress(string word) => word.Contains('@', StringComparison.Ordinal) || word.Contains("%40", StringComparison.Ordinal);

    private static void AppendMasked(StringBuilder clean, ReadOnlySpan<char> word)
    {
        while (!word.IsEmpty)
        {
            int token = LengthOfRun(word, TokenCharacters);
            int digest = LengthOfRun(word, HexDigits);
            (string? mask, int taken) = digest >= DigestLength ? ("[digest]", digest) : token >= TokenLength ? ("[token]", token) : (null, Math.Max(1, digest));
            clean.Append(mask ?? word[..taken]);
            word = word[taken..];
        }
    }

    private static int LengthOfRun(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        int end = text.IndexOfAnyExcept(characters);
        return end < 0 ? text.Length : end;
    }
}
