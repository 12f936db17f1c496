using System.Diagnostics;
using System.Globalization;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

/// <summary>Processes that are killed while they write leave the old or the new state, and an audit log that agrees with it.</summary>
public abstract class KillTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : TestDatabase
{
    private const int Rounds = 8;
    private const int WritersPerRound = 4;
    private const int MaxMilliseconds = 150;

    [Fact]
    public async Task KilledWriterLeavesOldOrNewState()
    {
        var random = new Random(20261124);
        for (int round = 0; round < Rounds; round++)
        {
            // They start together, which takes most of the time, and write one after the other.
            Writer[] writers = await Task.WhenAll(Enumerable.Range(0, WritersPerRound).Select(number => StartAsync((round * WritersPerRound) + number)));
            foreach (Writer writer in writers)
            {
                await WriteUntilKilledAsync(writer.Process, random.Next(MaxMilliseconds));
                await CheckAsync(writer);
            }
        }

        Assert.NotEmpty(await database.Store.GetExportsAsync(TestContext.Current.CancellationToken));
    }

    private async Task<Writer> StartAsync(int number)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        StoredConnection connection = Samples.Connection();
        StoredExport[] exports = [Samples.Export($"1{number}"), Samples.Export($"2{number}")];
        await database.Store.AddConnectionAsync(connection, Samples.Audit(), cancellationToken);
        foreach (StoredExport export in exports)
            await database.Store.AddExportAsync(export, Samples.Audit(), cancellationToken);

        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(KilledWriter).Assembly.Location, KilledWriter.Command, database.Kind, database.ConnectionString, connection.Id.ToString(), .. exports.Select(static export => export.Id.ToString())])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        Assert.Equal(KilledWriter.Ready, await process.StandardOutput.ReadLineAsync(cancellationToken));
        return new Writer(process, connection.Id, exports);
    }

    private static async Task WriteUntilKilledAsync(Process process, int milliseconds)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using (process)
        {
            await process.StandardInput.WriteLineAsync("go".AsMemory(), cancellationToken);
            Assert.Equal(KilledWriter.Writing, await process.StandardOutput.ReadLineAsync(cancellationToken));

            // Some moment of its work; what the test asserts holds at every one.
            await Task.Delay(milliseconds, cancellationToken);
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }
    }

    private async Task CheckAsync(Writer writer)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        StoredConnection connection = (await database.Store.FindConnectionAsync(writer.Connection, cancellationToken))!;
        StoredToken token = (await database.Store.FindTokenAsync(writer.Connection, cancellationToken))!;
        long number = connection.Version - 1;
        Assert.InRange(number, 1, long.MaxValue);
        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), connection.DisplayName);
        Assert.Equal(number, token.Version);
        Assert.Equal(number, BitConverter.ToInt64(token.RefreshToken));
        await CheckAuditAsync(writer.Connection.ToString(), number);

        // The exports are changed together, after the connection.
        StoredExport[] exports = [.. await Task.WhenAll(writer.Exports.Select(async export => (await database.Store.FindExportAsync(export.Id, cancellationToken))!))];
        long changes = Assert.Single(exports.Select(static export => export.Version - 1).Distinct());
        Assert.InRange(changes, number - 1, number);
        foreach (StoredExport export in exports)
        {
            Assert.Equal(changes.ToString(CultureInfo.InvariantCulture), export.Definition.DisplayName);
            await CheckAuditAsync(export.Id.ToString(), changes);
        }
    }

    private async Task CheckAuditAsync(string subject, long changes)
    {
        Page<AuditRecord> audit = await database.Store.GetAuditAsync(new AuditQuery { SubjectId = subject, Take = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(changes, audit.Total);
        Assert.Equal(changes == 0 ? null : changes.ToString(CultureInfo.InvariantCulture), audit.Items.SingleOrDefault()?.Detail);
    }

    private sealed record Writer(Process Process, ConnectionId Connection, StoredExport[] Exports);
}
