namespace Snapchat.AudienceExport.Normalization;

/// <summary>What the platform offers for UTF-8 but not for UTF-16.</summary>
internal static class Utf16Text
{
    /// <summary>Whether every surrogate is part of a pair.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        for (int start; (start = text.IndexOfAnyInRange('\uD800', '\uDFFF')) >= 0;)
        {
            text = text[start..];
            if (text.Length < 2 || !char.IsSurrogatePair(text[0], text[1]))
                return false;
            text = text[2..];
        }

        return true;
    }
}
