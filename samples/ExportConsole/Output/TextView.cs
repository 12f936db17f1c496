using Snapchat.AudienceExport;
using Spectre.Console;

namespace ExportConsole.Output;

/// <summary>For people: bars on a terminal, plain lines elsewhere, then a table.</summary>
internal sealed class TextView(TimeProvider clock) : IExportView
{
    // The first line must not wait for a terminal to be examined.
    private readonly Lazy<IAnsiConsole> _console = new(() => AnsiConsole.Console);

    public void Begin(string what) => Console.Out.WriteLine(what);

    public void Note(string what) => Console.Out.WriteLine(what);

    public Task<T> WatchAsync<T>(Func<IProgress<ExportProgress>?, Task<T>> work) =>
        !Console.IsOutputRedirected && _console.Value.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? LiveProgress.WatchAsync(_console.Value, work)
            : work(new LineProgress(Console.Out, clock));

    public void End(ExportOutcome outcome)
    {
        if (outcome.Identifiers.Count > 0)
            _console.Value.Write(ResultTable.Of(outcome));
        foreach (AudienceErasure audience in outcome.Erasure ?? [])
            Console.Out.WriteLine(ErasureText.Line(audience));
        foreach (string warning in outcome.Warnings)
            Console.Out.WriteLine($"Warning: {warning}");
        if (outcome.Problem is { } problem)
            Console.Error.WriteLine(problem);
    }
}
