namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Finds fields by name: the exact name first, then the only one that differs in case alone.</summary>
internal static class FieldNames
{
    /// <summary>Returns the position of each wanted field among those there are.</summary>
    /// <exception cref="AudienceExportValidationException">Some field is missing or ambiguous; all such fields are named.</exception>
    public static int[] Find(IReadOnlyList<string> wanted, IReadOnlyList<string> existing)
    {
        if (wanted.Count == 0)
            throw new AudienceExportValidationException(nameof(SegmentReadRequest.Fields), "No field was asked for; name at least one field to read.");
        var positions = new int[wanted.Count];
        var problems = new List<string>();
        for (int i = 0; i < positions.Length; i++)
        {
            List<int> matches = Matches(wanted[i], existing, StringComparison.Ordinal);
            if (matches.Count == 0)
                matches = Matches(wanted[i], existing, StringComparison.OrdinalIgnoreCase);
            if (matches.Count == 1)
                positions[i] = matches[0];
            else if (matches.Count == 0)
                problems.Add($"The source has no field '{wanted[i]}'; {Describe(existing)}.");
            else
                problems.Add($"The source has {matches.Count} fields that '{wanted[i]}' may mean, at positions {string.Join(", ", matches.Select(match => match + 1))}; give them different names.");
        }

        return problems.Count == 0 ? positions : throw new AudienceExportValidationException(nameof(SegmentReadRequest.Fields), problems);
    }

    private static List<int> Matches(string name, IReadOnlyList<string> existing, StringComparison comparison)
    {
        var matches = new List<int>();
        for (int i = 0; i < existing.Count; i++)
        {
            if (string.Equals(name, existing[i], comparison))
                matches.Add(i);
        }

        return matches;
    }

    private static string Describe(IReadOnlyList<string> existing)
    {
        if (existing.Count == 0)
            return "it has none";
        // A file without a header row gives its first customer as names, and those belong into no message.
        return existing.Any(LooksLikeValue)
            ? "the names it has look like values, so its header row is probably missing"
            : $"it has {string.Join(", ", existing.Select(name => $"'{name}'"))}";
    }

    private static bool LooksLikeValue(string name) => name.Contains('@', StringComparison.Ordinal) || name.Count(char.IsAsciiDigit) > 5;
}
