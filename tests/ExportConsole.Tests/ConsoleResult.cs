using System.Text.Json;

namespace ExportConsole.Tests;

/// <summary>How a process of the sample ended.</summary>
internal sealed record ConsoleResult(int ExitCode, string Output, string Error)
{
    /// <summary>The report; fails if anything but one JSON object is on standard output.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    public JsonElement Emails() => Json().GetProperty("identifiers").GetProperty("email");

    /// <summary>The refused addresses by reason.</summary>
    public SortedDictionary<string, long> Refused()
    {
        var refused = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (JsonProperty reason in Emails().GetProperty("refused").EnumerateObject())
            refused.Add(reason.Name, reason.Value.GetInt64());
        return refused;
    }

    /// <summary>The lines on standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
