using System.CommandLine;
using Snapchat.AudienceExport;
using static ExportConsole.CommandLine.ExportOptions;

namespace ExportConsole.CommandLine;

/// <summary>Which options go together, each rule a sentence.</summary>
internal static class OptionRules
{
    /// <summary>Finds what does not go together in a command line whose options are right each by itself.</summary>
    public static IEnumerable<string> FindProblems(ParseResult parsed) => [.. InInput(parsed), .. InTarget(parsed), .. InRun(parsed), .. InActs(parsed)];

    private static IEnumerable<string> InInput(ParseResult parsed)
    {
        Option[] inputs = [.. new Option[] { InputFile, Sql, Profiles }.Where(parsed.Has)];
        if (inputs.Length > 1)
            yield return $"{string.Join(" and ", inputs.Select(static option => option.Name))} each say what to export; give one of them.";
        if (parsed.Has(Profiles) && new Option[] { PhoneField, MobileIdField, Hashed }.Any(parsed.Has))
            yield return "--profiles generates email addresses only; leave out --phone-field, --mobile-id-field and --hashed.";
        if (parsed.Has(Region) && !parsed.Has(PhoneField))
            yield return "--region is about phone numbers; name their column with --phone-field.";
    }

    private static IEnumerable<string> InTarget(ParseResult parsed)
    {
        if (!parsed.Has(Server))
            yield break;
        if (parsed.Has(AudienceOut))
            yield return "--audience-out shows the audience of the built-in simulator; it cannot be used with --snapchat.";
        if (!parsed.Has(Audience))
            yield return "--snapchat needs the ID of an audience that exists there; give it with --audience.";
    }

    private static IEnumerable<string> InRun(ParseResult parsed)
    {
        ExportMode mode = parsed.GetValue(Mode);
        if (!parsed.Has(State))
        {
            string[] needing = [.. mode == ExportMode.AddOnly ? [] : new[] { $"--mode {OptionParsers.Word(mode)}" }, .. new Option[] { ConfirmRemovals, ResendAll, Resume, Erase }.Where(parsed.Has).Select(static option => option.Name)];
            if (needing.Length > 0)
                yield return $"What earlier runs sent has to be known for {string.Join(" and ", needing)}; name the folder that keeps it with --state.";
        }

        if (!parsed.Has(ConfirmRemovals))
            yield break;
        if (mode == ExportMode.AddOnly)
            yield return "--confirm-removals is for --mode mirror or replace; nothing else removes anybody.";
        if (parsed.Has(DryRun))
            yield return "--dry-run removes nobody, so there is nothing to confirm; leave out --confirm-removals or --dry-run.";
    }

    private static IEnumerable<string> InActs(ParseResult parsed)
    {
        string[] exporting = [.. ExportOptions.Exporting.Where(parsed.Has).Select(static option => option.Name)];
        if (parsed.Has(Erase) && exporting.Length > 0)
            yield return $"--erase exports nothing; leave out {string.Join(" and ", exporting)}.";
        if (parsed.Has(Resume) && exporting.Length > 0)
            yield return $"--resume goes on with a run as it was planned; leave out {string.Join(" and ", exporting)}.";
        if (parsed.Has(Resume) && parsed.Has(Erase))
            yield return "--resume and --erase each say what to do; give one of them.";
    }

    private static bool Has(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
