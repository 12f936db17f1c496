using System.Globalization;
using ExportConsole.CommandLine;
using Snapchat.AudienceExport;

namespace ExportConsole.Input;

/// <summary>Finds what reads the profiles that the command line names.</summary>
internal static class ExportInput
{
    private static string BundledCustomers => Path.Combine(AppContext.BaseDirectory, "data", "customers.csv");

    /// <exception cref="UsageException">There is no such file or column, or the query is not one.</exception>
    public static async Task<OpenedInput> OpenAsync(ExportSettings settings, CancellationToken cancellationToken)
    {
        // Nobody is read: a run that goes on has its plan.
        if (settings.Resumes || settings.Erase is not null)
            return new OpenedInput(SegmentSource.FromEnumerable<string>([], static email => email), []);
        if (settings.Profiles is { } count)
        {
            IReadOnlyList<IdentifierMapping> generated = settings.Fields.Map([]);
            return new OpenedInput(new GeneratedSource(count, generated[0].Field), generated);
        }

        if (settings.Sql is { } sql)
            return await DuckDbInput.OpenQueryAsync(sql, settings.Fields, cancellationToken);
        return settings.Input is { } file && DuckDbInput.Reads(file)
            ? await DuckDbInput.OpenFileAsync(file, settings.Fields, cancellationToken)
            : CsvInput.Open(settings.Input ?? BundledCustomers, settings.Fields, mustBeWhole: settings.Mode != ExportMode.AddOnly);
    }

    /// <summary>Says in a few words what is exported.</summary>
    public static string Describe(ExportSettings settings) => settings switch
    {
        { Profiles: { } count } => string.Create(CultureInfo.InvariantCulture, $"{count:N0} generated profiles"),
        { Sql: not null } => "what the query selects",
        _ => settings.Input ?? "the bundled customers",
    };
}
