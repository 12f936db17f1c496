using System.CommandLine;

namespace ExportConsole.CommandLine;

/// <summary>The command: from its arguments to its exit code.</summary>
internal static class ExportCommand
{
    private const int FailedRun = 1;
    private const int WrongUsage = 2;

    // Long enough for requests under way to be given up and for the report to be printed.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> InvokeAsync(string[] args)
    {
        var command = new RootCommand("Exports customers to a Snapchat audience. Exit codes: 0 successful, 1 failed run, 2 wrong usage.");
        foreach (Option option in ExportOptions.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));

        // An argument that begins with @ is a file name like any other.
        ParseResult parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.UnmatchedTokens.Count > 0)
            return Fail([$"'{string.Join(' ', parsed.UnmatchedTokens)}' is not understood; --help lists the options."]);
        if (parsed.Errors.Count > 0)
            return Fail(parsed.Errors.Select(static error => error.Message));
        string[] problems = [.. OptionRules.FindProblems(parsed)];
        if (problems.Length > 0)
            return Fail(problems);
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(invocation);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await ExportRun.RunAsync(ExportOptions.Read(parsed), cancellationToken);
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

    private static int Fail(IEnumerable<string> problems)
    {
        foreach (string problem in problems)
            Console.Error.WriteLine(problem);
        return WrongUsage;
    }
}
