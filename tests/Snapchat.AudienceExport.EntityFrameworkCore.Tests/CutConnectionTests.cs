using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

/// <summary>A server that ends its sessions, as it does when it restarts: whatever a call was doing, the exception says that it can be repeated.</summary>
public sealed class CutConnectionTests(PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>
{
    private const int Writers = 6;
    private const int CutsWanted = 1000;

    private int _cuts;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACallWhoseConnectionIsCut_CanBeRepeated()
    {
        Task<Exception[]>[] writers = [.. Enumerable.Range(0, Writers).Select(number => Task.Run(() => WriteAsync(AudienceId.Parse($"1{number}")), Token))];
        await using DbContext cutter = database.CreateContext();
        await cutter.Database.OpenConnectionAsync(Token);
        var random = new Random(20261201);
        while (Volatile.Read(ref _cuts) < CutsWanted && !writers.Any(static writer => writer.IsCompleted))
        {
            await Task.Delay(random.Next(20), Token);
            await cutter.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", Token);
        }

        Exception[] wrong = [.. (await Task.WhenAll(writers)).SelectMany(static exceptions => exceptions)];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {_cuts}: {string.Join('\n', wrong.Select(static exception => exception.ToString()).Distinct())}");
    }

    // A change whose answer was cut off may have been made, so that the next attempt finds another version.
    private async Task<Exception[]> WriteAsync(AudienceId audience)
    {
        List<Exception> wrong = [];
        while (Volatile.Read(ref _cuts) < CutsWanted)
        {
            try
            {
                await WriteOnceAsync(audience);
            }
            catch (AudienceExportStoreException exception) when (exception.IsTransient)
            {
                Interlocked.Increment(ref _cuts);
            }
            catch (AudienceExportConcurrencyException)
            {
                continue;
            }
            catch (Exception exception)
            {
                wrong.Add(exception);
                Interlocked.Increment(ref _cuts);
            }
        }

        return [.. wrong];
    }

    private async Task WriteOnceAsync(AudienceId audience)
    {
        StoredLease lease = await database.TakeLeaseAsync(audience, Token);
        await database.Membership.WriteSetAsync(audience, "set", PartsAsync(), lease, Token);
        MembershipPointer? pointer = await database.Membership.ReadPointerAsync(audience, Token);
        await database.Membership.WritePointerAsync(audience, new MembershipPointer((pointer?.Version ?? 0) + 1, new byte[100]), lease, Token);
        await database.Membership.DeleteAsync(audience, ["log"], lease, Token);
        await database.Membership.AppendAsync(audience, "log", 0, new byte[100], lease, Token);
        await database.Membership.ReadLogAsync(audience, "log", Token);
        await database.Membership.GetNamesAsync(audience, Token);
        await database.Store.GetRunsAsync(new RunQuery { Take = 10 }, Token);
        await database.Store.AddAuditAsync(Samples.Audit(), Token);
        await database.Store.ReleaseLeaseAsync(lease, Token);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync()
    {
        for (int part = 0; part < 8; part++)
        {
            await Task.Yield();
            yield return new byte[300_000];
        }
    }
}
