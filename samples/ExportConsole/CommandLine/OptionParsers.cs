using System.CommandLine.Parsing;
using System.Globalization;
using Snapchat.AudienceExport;

namespace ExportConsole.CommandLine;

/// <summary>Parse the values of options, with errors that say what would be right.</summary>
internal static class OptionParsers
{
    private const long MostProfiles = 1_000_000_000;

    public static long? Profiles(ArgumentResult result) => (long?)Number(result, "--profiles", 1, MostProfiles);

    public static int? Batch(ArgumentResult result) => (int?)Number(result, "--batch", 1, IdentifierBatch.MaxCount);

    public static ExportMode Mode(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        foreach (ExportMode mode in Enum.GetValues<ExportMode>())
        {
            if (string.Equals(text, Word(mode), StringComparison.Ordinal))
                return mode;
        }

        result.AddError($"--mode takes add, mirror or replace, not '{text}'.");
        return default;
    }

    /// <summary>A mode as it is written on the command line.</summary>
    public static string Word(ExportMode mode) => mode switch
    {
        ExportMode.Mirror => "mirror",
        ExportMode.Replace => "replace",
        _ => "add",
    };

    public static string? PlanToken(ArgumentResult result)
    {
        if (result.Tokens is not [var token, ..])
            return null;
        if (token.Value.Length > 0 && token.Value.All(char.IsAsciiHexDigit))
            return token.Value;
        result.AddError($"--confirm-removals takes the token that --dry-run shows, or nothing, not '{token.Value}'.");
        return null;
    }

    // The address stays unsaid: it is a person's.
    public static string? Erased(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        IdentifierStatus status = EmailHasher.Hash(text, out _);
        if (status == IdentifierStatus.Valid)
            return text;
        result.AddError($"--erase takes an email address; what it was given is refused as {status}.");
        return null;
    }

    public static string? Query(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        result.AddError("--sql takes a query, as in SELECT email FROM read_parquet('profiles/*.parquet').");
        return null;
    }

    public static AudienceId? Audience(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (AudienceId.TryParse(text, null, out AudienceId audience))
            return audience;
        result.AddError($"--audience takes 1 to 20 decimal digits, as in 5677923948298240, not '{text}'.");
        return null;
    }

    public static SnapchatServer? Server(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (string.Equals(text, "live", StringComparison.Ordinal))
            return SnapchatServer.Live;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address)
            && address is { Scheme: "https" or "http", Query: "", Fragment: "", UserInfo: "" })
            return new SnapchatServer(address);
        result.AddError($"--snapchat takes 'live' or an address such as https://localhost:8443, not '{text}'.");
        return null;
    }

    public static string? Folder(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!string.IsNullOrWhiteSpace(text))
            return Path.GetFullPath(text);
        result.AddError("--state takes the path of a folder, which is made if it is not there.");
        return null;
    }

    private static long? Number(ArgumentResult result, string option, long least, long most)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most)
            return number;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option} takes a whole number from {least:N0} to {most:N0}, not '{text}'."));
        return null;
    }
}
