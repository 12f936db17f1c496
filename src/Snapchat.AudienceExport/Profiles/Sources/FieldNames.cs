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
            List<int> matches = BestMatches(wanted[i], existing);
            if (matches.Count == 1)
                positions[i] = matches[0];
            else
                problems.Add(Describe("The source", wanted[i], existing, matches));
        }

        return problems.Count == 0 ? positions : throw new AudienceExportValidationException(nameof(SegmentReadRequest.Fields), problems);
    }

    /// <summary>Says of a wanted field that it is missing or ambiguous; null if it is neither.</summary>
    /// <param name="owner">What has the fields, to begin the sentence with.</param>
    /// <param name="wanted">The field.</param>
    /// <param name="existing">The fields there are.</param>
    public static string? FindProblem(string owner, string wanted, IReadOnlyList<string> existing) =>
        BestMatches(wanted, existing) is { Count: not 1 } matches ? Describe(owner, wanted, existing, matches) : null;

    private static List<int> BestMatches(string name, IReadOnlyList<string> existing)
    {
        List<int> matches = Matches(name, existing, StringComparison.Ordinal);
        return matches.Count > 0 ? matches : Matches(name, existing, StringComparison.OrdinalIgnoreCase);
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

    private static string Describe(string owner, string wanted, IReadOnlyList<string> existing, List<int> matches) => matches.Count == 0
        ? $"{owner} has no field '{wanted}'; {Describe(existing)}."
        : $"{owner} has {matches.Count} fields that '{wanted}' may mean, at positions {string.Join(", ", matches.Select(match => match + 1))}; give them different names.";

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
