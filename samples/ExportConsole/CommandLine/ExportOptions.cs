using System.CommandLine;
using Snapchat.AudienceExport;

namespace ExportConsole.CommandLine;

/// <summary>The options of the command line, in the order in which the help shows them.</summary>
internal static class ExportOptions
{
    public static Option<string?> InputFile { get; } = new("--input")
    {
        HelpName = "FILE",
        Description = "The file to export: .parquet, .jsonl or .ndjson, anything else is read as CSV; the bundled customers if left out.",
    };

    public static Option<string?> Sql { get; } = new("--sql")
    {
        HelpName = "QUERY",
        Description = "Export what a DuckDB query over files selects, as in SELECT email FROM read_parquet('profiles/*.parquet') WHERE vip.",
        CustomParser = OptionParsers.Query,
    };

    public static Option<long?> Profiles { get; } = new("--profiles")
    {
        HelpName = "N",
        Description = "Generate N profiles instead of reading any.",
        CustomParser = OptionParsers.Profiles,
    };

    public static Option<string[]> EmailField { get; } = new("--email-field")
    {
        HelpName = "NAME",
        Description = $"A column with email addresses; '{SegmentSource.EmailField}' if left out. Like the next two, it may be given several times.",
    };

    public static Option<string[]> PhoneField { get; } = new("--phone-field")
    {
        HelpName = "NAME",
        Description = "A column with phone numbers.",
    };

    public static Option<string[]> MobileIdField { get; } = new("--mobile-id-field")
    {
        HelpName = "NAME",
        Description = "A column with mobile advertising IDs.",
    };

    public static Option<string?> Region { get; } = new("--region")
    {
        HelpName = "CODE",
        Description = "The region of phone numbers without a country code, as in GB; without it such numbers are refused.",
    };

    public static Option<string[]> Hashed { get; } = new("--hashed")
    {
        HelpName = "NAME",
        Description = "Declares that a column named by one of the options above holds SHA-256 digests already; may be given several times.",
    };

    public static Option<AudienceId?> Audience { get; } = new("--audience")
    {
        HelpName = "ID",
        Description = "The audience to export to; needed with --snapchat.",
        CustomParser = OptionParsers.Audience,
    };

    public static Option<ExportMode> Mode { get; } = new("--mode")
    {
        HelpName = "add|mirror|replace",
        Description = "Add people only (the default), also remove whom earlier runs sent and who are gone, or clear the audience first. The last two need --state.",
        CustomParser = OptionParsers.Mode,
    };

    public static Option<string?> ConfirmRemovals { get; } = new("--confirm-removals")
    {
        HelpName = "TOKEN",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Confirm the removals of the plan with that token, which --dry-run and the warning show; without a token, those of the plan that is made now. Needs --state.",
        CustomParser = OptionParsers.PlanToken,
    };

    public static Option<bool> ResendAll { get; } = new("--resend-all")
    {
        Description = "Send everybody again, for an audience somebody edited by hand. Needs --state.",
    };

    public static Option<bool> Resume { get; } = new("--resume")
    {
        Description = "Start no new run, but go on with the latest one where it stopped: canceled, failed or cut off, with its plan as it was. Needs --state.",
    };

    public static Option<string?> Erase { get; } = new("--erase")
    {
        HelpName = "EMAIL",
        Description = "Export nothing, but erase a person: the address is never sent again, and removed from every audience it may have been sent to. Needs --state.",
        CustomParser = OptionParsers.Erased,
    };

    public static Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Print what a run would send, and send nothing.",
    };

    public static Option<int?> Batch { get; } = new("--batch")
    {
        HelpName = "N",
        Description = "Identifiers per request, 1 to 100,000 (the default).",
        CustomParser = OptionParsers.Batch,
    };

    public static Option<SnapchatServer?> Server { get; } = new("--snapchat")
    {
        HelpName = "URL",
        Description = "Export to another server at URL/v1 and URL/login/oauth2, or to Snapchat itself with 'live', instead of the built-in simulator. "
            + "Client ID, client secret and refresh token come from SNAPCHAT_CLIENT_ID, SNAPCHAT_CLIENT_SECRET and SNAPCHAT_REFRESH_TOKEN.",
        CustomParser = OptionParsers.Server,
    };

    public static Option<string?> State { get; } = new("--state")
    {
        HelpName = "DIR",
        Description = "Keep connection, export, history and who is in the audience in DIR, encrypted where it matters, and use them at the next run; forgotten after the run if left out.",
        CustomParser = OptionParsers.Folder,
    };

    public static Option<string?> AudienceOut { get; } = new("--audience-out")
    {
        HelpName = "FILE",
        Description = "Write the digests that the simulated audience holds, sorted, one per line.",
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the report as one JSON object on standard output, and nothing else there.",
    };

    public static IEnumerable<Option> All =>
    [
        InputFile, Sql, Profiles, EmailField, PhoneField, MobileIdField, Region, Hashed, Audience, Mode, ConfirmRemovals, ResendAll, Resume, Erase, DryRun, Batch, Server, State, AudienceOut, Json,
    ];

    /// <summary>Those that say what a new run sends, and how.</summary>
    public static IEnumerable<Option> Exporting => [InputFile, Sql, Profiles, EmailField, PhoneField, MobileIdField, Region, Hashed, Mode, ConfirmRemovals, ResendAll, DryRun, Batch];

    /// <summary>What a command line without mistakes asks for.</summary>
    public static ExportSettings Read(ParseResult parsed) => new()
    {
        Input = parsed.GetValue(InputFile),
        Sql = parsed.GetValue(Sql),
        Profiles = parsed.GetValue(Profiles),
        Fields = new IdentifierFields
        {
            Emails = parsed.GetValue(EmailField) ?? [],
            Phones = parsed.GetValue(PhoneField) ?? [],
            MobileAdIds = parsed.GetValue(MobileIdField) ?? [],
            Region = parsed.GetValue(Region),
            Hashed = parsed.GetValue(Hashed) ?? [],
        },
        Audience = parsed.GetValue(Audience),
        Mode = parsed.GetValue(Mode),
        ConfirmsRemovals = parsed.GetResult(ConfirmRemovals) is not null,
        ConfirmedPlan = parsed.GetValue(ConfirmRemovals),
        ResendAll = parsed.GetValue(ResendAll),
        Resumes = parsed.GetValue(Resume),
        Erase = parsed.GetValue(Erase),
        DryRun = parsed.GetValue(DryRun),
        Batch = parsed.GetValue(Batch),
        Server = parsed.GetValue(Server),
        State = parsed.GetValue(State),
        AudienceOut = parsed.GetValue(AudienceOut),
        Json = parsed.GetValue(Json),
    };
}
