using System.Diagnostics;
using System.Globalization;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>The <see cref="DrainServer"/> while it runs: this program once more, in a process of its own.</summary>
internal sealed class DrainServerProcess : IAsyncDisposable
{
    public const string Command = "drain-server";

    private readonly Process _process;

    private DrainServerProcess(Process process, int port)
    {
        _process = process;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }

    public Uri Address { get; }

    public static async Task<DrainServerProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        Process process = Process.Start(start)!;
        string port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The draining server did not start.");
        return new DrainServerProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
