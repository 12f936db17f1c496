using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Snapchat.AudienceExport.Tests.Normalization;

/// <summary>Case properties and lower-casing as Node.js has them, read from <c>Vectors/unicode-case.json</c>.</summary>
internal static class UnicodeCase
{
    static UnicodeCase()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "unicode-case.json")));
        Cased = [.. ReadItems(vectors, "cased").SelectMany(Expand)];
        CaseIgnorable = [.. ReadItems(vectors, "caseIgnorable").SelectMany(Expand)];
        Lower = [];
        foreach (string item in ReadItems(vectors, "lower"))
        {
            string[] parts = item.Split(':');
            int distance = int.Parse(parts[1].AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) * (parts[1][0] == '-' ? -1 : 1);
            foreach (int codePoint in Expand(parts[0]))
                Lower.Add(codePoint, codePoint + distance);
        }

        Strings = [.. vectors.RootElement.GetProperty("strings").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!))];
    }

    /// <summary>The characters whose property Cased is true.</summary>
    public static HashSet<int> Cased { get; }

    /// <summary>The characters whose property Case_Ignorable is true.</summary>
    public static HashSet<int> CaseIgnorable { get; }

    /// <summary>The characters that lower-case to another single character.</summary>
    public static Dictionary<int, int> Lower { get; }

    /// <summary>Texts and what <c>toLowerCase()</c> makes of them.</summary>
    public static IReadOnlyList<(string Text, string Lower)> Strings { get; }

    /// <summary>Whether a character, or its case, is newer than the vectors; what a machine knows of it depends on the age of its ICU.</summary>
    public static bool IsNewerThanVectors(Rune rune) =>
        !Cased.Contains(rune.Value) &&
        (rune.Value is 0x0295 or 0x1C89 or 0x1C8A or (>= 0xA7CB and <= 0xA7DC) or (>= 0x10D50 and <= 0x10D85) or (>= 0x16EA0 and <= 0x16ED3));

    // "0041-005A", "0100-012E/2" (every second one), "00B5".
    private static IEnumerable<int> Expand(string range)
    {
        string[] stepped = range.Split('/');
        int[] ends = [.. stepped[0].Split('-').Select(end => int.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        int step = stepped.Length == 2 ? int.Parse(stepped[1], CultureInfo.InvariantCulture) : 1;
        for (int codePoint = ends[0]; codePoint <= ends[^1]; codePoint += step)
            yield return codePoint;
    }

    private static IEnumerable<string> ReadItems(JsonDocument vectors, string name) =>
        vectors.RootElement.GetProperty(name).EnumerateArray().SelectMany(line => line.GetString()!.Split(' '));
}
