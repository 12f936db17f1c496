using System.CommandLine;
using System.CommandLine.Parsing;
using Snapchat.AudienceExport;

namespace ExportConsole.CommandLine;

/// <summary>The command line: its options, and what its exit codes mean.</summary>
internal static class ExportCommand
{
    private const int FailedRun = 1;
    private const int WrongUsage = 2;

    // Long enough for requests under way to be given up and for the report to be printed.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    private static readonly Option<string?> Input = new("--input")
    {
        HelpName = "FILE",
        Description = "The CSV file to export; the bundled customers if left out.",
    };

    private static readonly Option<string> EmailField = new("--email-field")
    {
        HelpName = "NAME",
        Description = "The column with the addresses.",
        DefaultValueFactory = _ => SegmentSource.EmailField,
    };

    private static readonly Option<long?> Profiles = new("--profiles")
    {
        HelpName = "N",
        Description = "Generate N profiles instead of reading a file.",
        CustomParser = OptionParsers.Profiles,
    };

    private static readonly Option<AudienceId?> Audience = new("--audience")
    {
        HelpName = "ID",
        Description = "The audience to add to; needed with --snapchat.",
        CustomParser = OptionParsers.Audience,
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Print what a run would send, and send nothing.",
    };

    private static readonly Option<int?> Batch = new("--batch")
    {
        HelpName = "N",
        Description = "Identifiers per request, 1 to 100,000 (the default).",
        CustomParser = OptionParsers.Batch,
    };

    private static readonly Option<SnapchatServer?> Snapchat = new("--snapchat")
    {
        HelpName = "URL",
        Description = "Export to another server at URL/v1 and URL/login/oauth2, or to Snapchat itself with 'live', instead of the built-in simulator. "
            + "Client ID, client secret and refresh token come from SNAPCHAT_CLIENT_ID, SNAPCHAT_CLIENT_SECRET and SNAPCHAT_REFRESH_TOKEN.",
        CustomParser = OptionParsers.Server,
    };

    private static readonly Option<string?> State = new("--state")
    {
        HelpName = "DIR",
        Description = "Keep connection, export and history in a SQLite database in DIR, and use them at the next run; forgotten after the run if left out.",
        CustomParser = OptionParsers.Folder,
    };

    private static readonly Option<string?> AudienceOut = new("--audience-out")
    {
        HelpName = "FILE",
        Description = "Write the digests that the simulated audience holds, sorted, one per line.",
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the report as one JSON object on standard output, and nothing else there.",
    };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var command = new RootCommand("Exports customers to a Snapchat audience. Exit codes: 0 successful, 1 failed run, 2 wrong usage.")
        {
            Input, EmailField, Profiles, Audience, DryRun, Batch, Snapchat, State, AudienceOut, Json,
        };
        command.Validators.Add(CheckCombinations);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));

        // An argument that begins with @ is a file name like any other.
        ParseResult parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.UnmatchedTokens.Count > 0)
            return Fail([$"'{string.Join(' ', parsed.UnmatchedTokens)}' is not understood; --help lists the options."]);
        if (parsed.Errors.Count > 0)
            return Fail(parsed.Errors.Select(error => error.Message));
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(invocation);
    }

    private static void CheckCombinations(CommandResult result)
    {
        bool hasServer = result.GetResult(Snapchat) is not null;
        if (result.GetResult(Profiles) is not null && result.GetResult(Input) is not null)
            result.AddError("--profiles generates customers and --input reads them; give one of the two.");
        if (hasServer && result.GetResult(AudienceOut) is not null)
            result.AddError("--audience-out shows the audience of the built-in simulator; it cannot be used with --snapchat.");
        if (hasServer && result.GetResult(Audience) is null)
            result.AddError("--snapchat needs the ID of an audience that exists there; give it with --audience.");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await ExportRun.RunAsync(Settings(parsed), cancellationToken);
        }
        catch (UsageException exception)
        {
            return Fail(exception.Problems);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Its message may hold a customer's data.
            Console.Error.WriteLine($"The program stopped with an unexpected {exception.GetType().FullName}; run it again, and report it if it stays so.");
            return FailedRun;
        }
    }

    private static ExportSettings Settings(ParseResult parsed) => new()
    {
        Input = parsed.GetValue(Input),
        EmailField = parsed.GetValue(EmailField)!,
        Profiles = parsed.GetValue(Profiles),
        Audience = parsed.GetValue(Audience),
        DryRun = parsed.GetValue(DryRun),
        Batch = parsed.GetValue(Batch),
        Server = parsed.GetValue(Snapchat),
        State = parsed.GetValue(State),
        AudienceOut = parsed.GetValue(AudienceOut),
        Json = parsed.GetValue(Json),
    };

    private static int Fail(IEnumerable<string> problems)
    {
        foreach (string problem in problems)
            Console.Error.WriteLine(problem);
        return WrongUsage;
    }
}
