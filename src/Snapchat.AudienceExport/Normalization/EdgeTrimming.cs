using System.Buffers;
using System.Text;

namespace Snapchat.AudienceExport.Normalization;

/// <summary>Removes what people paste around an address: white space of any script, byte order marks, and zero-width characters.</summary>
internal static class EdgeTrimming
{
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (start < text.Length && IsTrimmed(text[start]))
            start++;
        int end = text.Length;
        while (end > start && IsTrimmed(text[end - 1]))
            end--;
        return text[start..end];
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out Rune first, out int length) == OperationStatus.Done && IsTrimmed(first))
            text = text[length..];
        while (Rune.DecodeLastFromUtf8(text, out Rune last, out int length) == OperationStatus.Done && IsTrimmed(last))
            text = text[..^length];
        return text;
    }

    // All of them are in the Basic Multilingual Plane: half of a surrogate pair is never trimmed.
    private static bool IsTrimmed(Rune rune) => rune.IsBmp && IsTrimmed((char)rune.Value);

    private static bool IsTrimmed(char character) =>
        char.IsWhiteSpace(character) || character is '\uFEFF' or (>= '\u200B' and <= '\u200D') or '\u2060';
}
