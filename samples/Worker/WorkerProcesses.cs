using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Worker;

/// <summary>Starts several workers on this machine, and stops them all when it is stopped.</summary>
internal static class WorkerProcesses
{
    public static async Task<int> RunAsync(int count, string[] args)
    {
        Process[] workers = [.. Enumerable.Range(0, count).Select(_ => Start(args))];

        // Ctrl+C reaches them by itself; what asks this process alone to end is handed on.
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            foreach (Process worker in workers.Where(static worker => !worker.HasExited))
                Process.Start("kill", ["-TERM", $"{worker.Id}"]).Dispose();
        });
        await Task.WhenAll(workers.Select(static worker => worker.WaitForExitAsync()));
        int exitCode = workers.Max(static worker => worker.ExitCode);
        foreach (Process worker in workers)
            worker.Dispose();
        return exitCode;
    }

    private static Process Start(string[] args)
    {
        string program = Environment.ProcessPath!;
        string[] own = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [typeof(WorkerProcesses).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(program, [.. own, .. args]) { UseShellExecute = false })!;
    }
}
