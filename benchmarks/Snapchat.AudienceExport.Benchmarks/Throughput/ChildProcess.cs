using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>Starts this program once more for a measurement, and waits for it. It ends with the process that started it.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a measurement of <see cref="ChildProgram"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="server">The server to export to.</param>
    /// <param name="profiles">The number of profiles.</param>
    /// <param name="switches">Names of environment variables that are set to 0.</param>
    public static async Task<T> MeasureAsync<T>(string name, Uri server, int profiles, params string[] switches)
    {
        using Process process = Start([ChildProgram.Command, name, server.AbsoluteUri, profiles.ToString(CultureInfo.InvariantCulture)], switches);
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(output)!
            : throw new InvalidOperationException($"The measurement '{name}' ended with exit code {process.ExitCode}.");
    }

    /// <summary>Runs a command from start to end, in milliseconds.</summary>
    public static async Task RunAsync(string command)
    {
        using Process process = Start([command], []);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{command}' ended with exit code {process.ExitCode}.");
    }

    private static Process Start(string[] arguments, string[] switches)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string name in switches)
            start.Environment[name] = "0";
        return Process.Start(start)!;
    }
}
