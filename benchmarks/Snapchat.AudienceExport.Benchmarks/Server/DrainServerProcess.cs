using System.Diagnostics;
using System.Globalization;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>
/// A server that answers what an export asks: it reads bodies, drops them, and says that everything was taken.
/// It is this program once more, in a process of its own, so that its work and its garbage are not those of what is measured. It ends with the process that started it.
/// </summary>
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

    /// <summary>What the started process does.</summary>
    public static Task<int> RunAsync(string kind) => Enum.Parse<ServerKind>(kind) == ServerKind.Kestrel ? KestrelServer.RunAsync() : Task.FromResult(SocketServer.Run());

    public static async Task<DrainServerProcess> StartAsync(ServerKind kind)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, kind.ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
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
