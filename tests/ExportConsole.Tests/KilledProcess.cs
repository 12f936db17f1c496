using System.Diagnostics;

namespace ExportConsole.Tests;

/// <summary>Runs the sample as a process until it prints a line, and kills it then, as nothing but a power cut would.</summary>
internal static class KilledProcess
{
    public static ProcessStartInfo Start(params string[] arguments) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ExportConsole.dll"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    };

    /// <param name="start">The process.</param>
    /// <param name="line">The beginning of the line.</param>
    /// <param name="beforeKill">What to do when it was printed.</param>
    public static async Task RunUntilAsync(ProcessStartInfo start, string line, Action? beforeKill = null)
    {
        using Process process = Process.Start(start)!;
        try
        {
            await UntilAsync(process.StandardOutput, line);
            beforeKill?.Invoke();
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task UntilAsync(StreamReader output, string start)
    {
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The process ended before it printed '{start}'.");
    }
}
