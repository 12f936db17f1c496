using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Worker;

/// <summary>Several workers on this machine.</summary>
internal sealed class WorkerProcesses : IDisposable
{
    private readonly Process[] _workers;

    private WorkerProcesses(Process[] workers) => _workers = workers;

    public static WorkerProcesses Start(int count, string[] args) => new([.. Enumerable.Range(0, count).Select(_ => Start(args))]);

    /// <summary>Starts workers, and stops them all when this process is stopped.</summary>
    public static async Task<int> RunAsync(int count, string[] args)
    {
        using WorkerProcesses workers = Start(count, args);

        // Ctrl+C reaches them by itself; what asks this process alone to end is handed on.
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            workers.Stop();
        });
        return await workers.WaitAsync();
    }

    /// <summary>Asks them to end.</summary>
    public void Stop()
    {
        foreach (Process worker in _workers.Where(static worker => !worker.HasExited))
            Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
    }

    /// <summary>Waits until all have ended.</summary>
    /// <returns>The highest of their exit codes.</returns>
    public async Task<int> WaitAsync()
    {
        await Task.WhenAll(_workers.Select(static worker => worker.WaitForExitAsync()));
        return _workers.Max(static worker => worker.ExitCode);
    }

    public void Dispose()
    {
        foreach (Process worker in _workers)
            worker.Dispose();
    }

    private static Process Start(string[] args)
    {
        string program = Environment.ProcessPath!;
        string[] own = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [typeof(WorkerProcesses).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(program, [.. own, .. args]) { UseShellExecute = false })!;
    }
}
