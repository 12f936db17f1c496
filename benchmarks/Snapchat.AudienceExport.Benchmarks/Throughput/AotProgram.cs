using System.Diagnostics;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P10: the size of a stripped program, compiled ahead of time, that does one export. It is run, so that what is weighed also works.</summary>
internal static class AotProgram
{
    private const string Project = "AotExport";

    /// <summary>Publishes the program, runs it, and returns its size in bytes, or null if this machine cannot compile it.</summary>
    public static async Task<long?> MeasureAsync(Uri server)
    {
        DirectoryInfo output = Directory.CreateTempSubdirectory("aot-export-");
        try
        {
            if (await RunAsync("dotnet", "publish", FindProject(), "-c", "Release", "-o", output.FullName) != 0)
                return null;
            string program = Path.Combine(output.FullName, OperatingSystem.IsWindows() ? $"{Project}.exe" : Project);
            if (await RunAsync(program, server.AbsoluteUri) != 0)
                throw new InvalidOperationException("The program compiled ahead of time could not export; what it printed says why.");
            return new FileInfo(program).Length;
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    // Beside this project, which lies above the folder of the binaries.
    private static string FindProject()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string project = Path.Combine(folder.FullName, Project, $"{Project}.csproj");
            if (File.Exists(project))
                return project;
        }

        throw new FileNotFoundException($"{Project}.csproj was not found above {AppContext.BaseDirectory}; run the command inside the repository.");
    }

    private static async Task<int> RunAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        await Console.Error.WriteAsync(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
