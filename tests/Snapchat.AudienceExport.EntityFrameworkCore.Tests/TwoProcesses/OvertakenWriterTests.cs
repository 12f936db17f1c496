using System.Buffers;
using System.Diagnostics;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>Two processes, two fences: whoever was overtaken writes nothing more, by whatever method.</summary>
public abstract class OvertakenWriterTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : TestDatabase
{
    private static readonly AudienceId Audience = AudienceId.Parse("42");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("released")]
    [InlineData("expired")]
    [InlineData("taken")]
    public async Task AWriterThatLostItsLease_IsRefusedByEachMethod(string how)
    {
        await database.EmptyAsync();
        using Process other = await StartAsync();
        string? before = await CallAsync(other);
        await LoseAsync(how);
        string? after = await CallAsync(other);
        other.StandardInput.Close();
        await other.WaitForExitAsync(Token);

        Assert.Equal(Repeat(MembershipProcess.Written), before);
        Assert.Equal(Repeat(nameof(AudienceExportConcurrencyException)), after);
        Assert.Equal([1], (await database.Membership.ReadPointerAsync(Audience, Token))!.Content.ToArray());
        Assert.Equal([1], (await database.Membership.ReadLogAsync(Audience, "log", Token)).ToArray());
        var part = new ArrayBufferWriter<byte>();
        Assert.True(await database.Membership.ReadPartAsync(Audience, "set", 0, part, Token));
        Assert.Equal([1], part.WrittenSpan.ToArray());
    }

    private static string Repeat(string outcome) => string.Join(' ', Enumerable.Repeat(outcome, MembershipProcess.Methods));

    private async Task LoseAsync(string how)
    {
        StoredLease held = Assert.Single(await database.Store.GetLeasesAsync($"audience:{Audience}", Token));
        if (how == "expired")
        {
            await database.Store.TryRenewLeaseAsync(held, TimeSpan.Zero, Token);
            return;
        }

        await database.Store.ReleaseLeaseAsync(held, Token);
        if (how == "taken")
            await database.TakeLeaseAsync(Audience, Token);
    }

    private async Task<Process> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(MembershipProcess).Assembly.Location, MembershipProcess.Command, database.Kind, database.ConnectionString, Audience.Value])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        Assert.Equal(MembershipProcess.Ready, await process.StandardOutput.ReadLineAsync(Token));
        return process;
    }

    private static async Task<string?> CallAsync(Process other)
    {
        await other.StandardInput.WriteLineAsync("write".AsMemory(), Token);
        await other.StandardInput.FlushAsync(Token);
        return await other.StandardOutput.ReadLineAsync(Token);
    }
}
