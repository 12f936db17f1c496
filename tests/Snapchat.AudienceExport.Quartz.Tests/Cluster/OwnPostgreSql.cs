using System.Diagnostics;
using Npgsql;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>A PostgreSQL server of one test's own, which can be restarted and made to stand still.</summary>
internal sealed class OwnPostgreSql : IAsyncDisposable
{
    private const string Installations = "/usr/lib/postgresql";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audience-export-postgres-");

    public string ConnectionString => $"Host={_folder.FullName};Username=postgres;Database=postgres;Maximum Pool Size=30;Timeout=5";

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<OwnPostgreSql> StartAsync(CancellationToken cancellationToken)
    {
        var server = new OwnPostgreSql();
        if (IsRoot)
            await ExecuteAsync("chown", ["postgres", server._folder.FullName], cancellationToken);
        await ToolAsync("initdb", ["-D", server.Data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"], cancellationToken);
        await server.ControlAsync("start", cancellationToken);
        return server;
    }

    public Task RestartAsync(CancellationToken cancellationToken) => ControlAsync("restart", cancellationToken);

    /// <summary>Lets every process of the server stand still, as a machine does that is out of breath.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => SignalAsync("STOP", cancellationToken);

    public Task ThawAsync(CancellationToken cancellationToken) => SignalAsync("CONT", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ToolAsync("pg_ctl", ["stop", "-D", Data, "-m", "immediate"], CancellationToken.None);
        _folder.Delete(recursive: true);
    }

    // The server refuses to run as root.
    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private static string Tools => !Directory.Exists(Installations)
        ? throw new InvalidOperationException($"Install PostgreSQL as the distribution packages it: a server of the test's own is started with the tools in {Installations}.")
        : Directory.GetDirectories(Installations).Select(static version => Path.Combine(version, "bin")).Order(StringComparer.Ordinal).Last();

    private Task ControlAsync(string what, CancellationToken cancellationToken) => ToolAsync(
        "pg_ctl", [what, "-D", Data, "-w", "-m", "fast", "-l", Path.Combine(_folder.FullName, "server.log"), "-o", $"-k {_folder.FullName} -c listen_addresses= -c max_connections=200"], cancellationToken);

    private static Task ToolAsync(string tool, string[] arguments, CancellationToken cancellationToken) => IsRoot
        ? ExecuteAsync("runuser", ["-u", "postgres", "--", Path.Combine(Tools, tool), .. arguments], cancellationToken)
        : ExecuteAsync(Path.Combine(Tools, tool), arguments, cancellationToken);

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        string postmaster = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"), cancellationToken))[0];
        await ExecuteAsync("sh", ["-c", $"kill -{signal} {postmaster} $(cat /proc/{postmaster}/task/*/children)"], cancellationToken);
    }

    private static async Task ExecuteAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardInput = true })!;

        // Not until the output ends: a server that was started holds it.
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
