namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Guesses from a field's name which identifier it holds, to preselect it for a person who maps fields.</summary>
internal static class FieldHints
{
    private static readonly char[] WordSeparators = [' ', '_', '-', '.'];

    public static ProfileField Describe(string name, string? type = null) => new(name) { Type = type, Hint = Guess(name) };

    private static IdentifierKind? Guess(string name)
    {
        string[] words = name.ToLowerInvariant().Split(WordSeparators, StringSplitOptions.RemoveEmptyEntries);
        string joined = string.Concat(words);
        // Before phones, since "mobile ad id" is not one.
        if (words.Contains("maid") || ContainsAny(joined, "idfa", "gaid", "advertisingid", "adid"))
            return IdentifierKind.MobileAdId;
        if (words.Contains("mail") || ContainsAny(joined, "email"))
            return IdentifierKind.Email;
        if (words.Contains("tel") || ContainsAny(joined, "phone", "mobile"))
            return IdentifierKind.Phone;
        return null;
    }

    private static bool ContainsAny(string text, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
