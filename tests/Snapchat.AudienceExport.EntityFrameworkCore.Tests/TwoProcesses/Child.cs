using System.Diagnostics;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>A <see cref="CallingProcess"/> as its parent sees it.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Child> StartAsync(Party party, ConnectionId connection, bool dies = false)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in new[]
        {
            typeof(Child).Assembly.Location, CallingProcess.Command, party.Database, party.Keys, party.Simulator.AbsoluteUri, party.ClientId, connection.ToString(), dies.ToString(),
        })
            start.ArgumentList.Add(argument);
        start.Environment[CallingProcess.SecretVariable] = party.ClientSecret;
        var child = new Child(Process.Start(start)!);
        Assert.Equal(CallingProcess.Ready, await child.ReadAsync());
        return child;
    }

    /// <summary>Lets it call, and returns how that ended; null if it was killed.</summary>
    public async Task<string?> CallAsync()
    {
        await _process.StandardInput.WriteLineAsync("call".AsMemory(), Token);
        await _process.StandardInput.FlushAsync(Token);
        return await ReadAsync();
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<string?> ReadAsync() => await _process.StandardOutput.ReadLineAsync(Token);
}
