using System.Diagnostics;

namespace ExportConsole.Tests;

/// <summary>Runs the built samples as processes, as a user does.</summary>
internal static class ConsoleProcess
{
    private static readonly string[] Variables = ["SNAPCHAT_CLIENT_ID", "SNAPCHAT_CLIENT_SECRET", "SNAPCHAT_REFRESH_TOKEN"];

    public static Task<ConsoleResult> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    public static Task<ConsoleResult> RunAsync(string[] arguments, (string Name, string Value)[] environment, Func<Process, Task>? whileRunning = null) =>
        RunProgramAsync("ExportConsole", arguments, environment, whileRunning);

    public static async Task<ConsoleResult> RunProgramAsync(
        string program, string[] arguments, (string Name, string Value)[] environment, Func<Process, Task>? whileRunning = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in Variables)
            start.Environment.Remove(variable);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            if (whileRunning is not null)
                await whileRunning(process);
            await process.WaitForExitAsync(cancellationToken);
            return new ConsoleResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
