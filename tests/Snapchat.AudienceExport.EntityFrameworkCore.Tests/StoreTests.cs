using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Acceptance;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

/// <summary>What holds for every database.</summary>
public abstract class StoreTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : TestDatabase
{
    protected TDatabase Database => database;

    [Theory]
    [MemberData(nameof(ConformanceNames.All), MemberType = typeof(ConformanceNames))]
    public async Task Conforms(string name)
    {
        await database.EmptyAsync();
        await StoreConformance.Cases.Single(one => one.Name == name).RunAsync(database.Store, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task MigrationsApplyTwiceAndFromManyAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.Services.MigrateAudienceExportStoreAsync(TestContext.Current.CancellationToken)));

        await using DbContext context = database.CreateContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal("4", await database.ScalarAsync("SELECT count(*) FROM audience_export_migrations"));
    }

    [Fact]
    public async Task SecretsAreDecryptedByAnotherProcess()
    {
        byte[] bytes = database.Services.GetRequiredService<ISecretProtector>().Protect("canary-token"u8);

        await using ServiceProvider other = TestDatabase.BuildServices(database.Kind, database.ConnectionString);

        Assert.Equal("canary-token"u8.ToArray(), other.GetRequiredService<ISecretProtector>().Unprotect(bytes));
    }

    [Fact]
    public async Task NeitherTablesNorLogHoldSecretsOrEmailsInClear()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await database.EmptyAsync();
        await using AcceptanceHost host = await AcceptanceHost.StartAsync(database.Use);
        host.Source.Segments["buyers"] = ["Canary.Person@example.com", "canary.other@example.com"];
        Connection connection = await host.ConnectAsync("visible-name");
        StoredToken authenticated = (await database.Store.FindTokenAsync(connection.Id, cancellationToken))!;
        Export export = await host.SaveExportAsync(connection.Id);
        host.Simulator.ExpireAccessTokens();
        RunRecord run = await host.RunAsync(export);
        string underWay = await DumpInMidRunAsync(host, export);
        StoredToken refreshed = (await database.Store.FindTokenAsync(connection.Id, cancellationToken))!;

        Assert.Equal(ExportStatus.Successful, run.Status);
        Assert.Equal(3, host.CountMembers(export));
        string[] secrets = [host.Simulator.ClientSecret.Reveal(), .. Reveal(authenticated), .. Reveal(refreshed)];
        string[] digests = [.. host.Simulator.GetMembers(export.Definition.Audience, IdentifierKind.Email).Select(static digest => digest.ToString())];
        string[] forbidden = [.. secrets.SelectMany(Spellings).Distinct(StringComparer.Ordinal), "canary", .. digests];
        byte[][] bytes = [.. digests.Select(static digest => Convert.FromHexString(digest))];
        ErasureReport erasure = await host.Erasures.EraseAsync(People.Administrator, new ErasureRequest(PersonIdentifier.Email("canary.other@example.com")), cancellationToken);
        Assert.True(erasure.IsComplete);
        string dump = await database.DumpAsync(), log = string.Join('\n', host.Log.Lines);

        Assert.DoesNotContain(forbidden, text => Holds(dump, text));
        Assert.DoesNotContain(forbidden, text => Holds(log, text));
        Assert.DoesNotContain(forbidden, text => Holds(underWay, text));
        Assert.DoesNotContain(bytes, digest => Holds(underWay, digest) || Holds(dump, digest));

        // Both were looked through where such a text would be.
        Assert.All([run.Id.ToString(), "visible-name", Encoding.Latin1.GetString(refreshed.RefreshToken), Encoding.Latin1.GetString(refreshed.AccessToken!)], text => Assert.True(Holds(dump, text), text));
        Assert.True(Holds(log, run.Id.ToString()));
        Assert.NotEqual("0", await database.ScalarAsync("SELECT count(*) FROM audience_export_membership_parts"));
        await database.Store.AddAuditAsync(Samples.Audit() with { Detail = string.Join(' ', forbidden) }, cancellationToken);
        int length = (await database.Membership.ReadSuppressionsAsync(cancellationToken)).Length;
        Assert.True(await database.Membership.TryAppendSuppressionAsync(length, bytes.SelectMany(static digest => digest).ToArray(), cancellationToken));
        string leaking = await database.DumpAsync();
        Assert.All(forbidden, text => Assert.True(Holds(leaking, text), text));
        Assert.All(bytes, digest => Assert.True(Holds(leaking, digest)));
    }

    [Fact]
    public async Task MissingTablesAreOneClearSentence()
    {
        await using DbContext context = database.CreateContext();
        await context.Database.ExecuteSqlRawAsync("ALTER TABLE audience_export_audit RENAME TO elsewhere", TestContext.Current.CancellationToken);
        try
        {
            AudienceExportStoreException exception = await Assert.ThrowsAsync<AudienceExportStoreException>(
                () => database.Store.GetAuditAsync(new AuditQuery(), TestContext.Current.CancellationToken));
            Assert.Contains("MigrateAudienceExportStoreAsync", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO audience_export_audit", TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Dumps while a run waits for Snapchat's answer: its plan and its journal are there then.</summary>
    private async Task<string> DumpInMidRunAsync(AcceptanceHost host, Export export)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        host.Source.Segments["buyers"] = [.. host.Source.Segments["buyers"], "canary.third@example.com"];
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long before = host.Simulator.Requests.Count;
        host.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(hold.Task));
        Task<RunRecord> run = host.RunAsync(export);
        await host.Simulator.WaitForRequestAsync(request => request.Sequence > before && request.Operation == SimulatedOperation.AddUsers && request.Applied, cancellationToken);
        Assert.Equal("1", await database.ScalarAsync("SELECT count(*) FROM audience_export_membership_sets WHERE name LIKE '%-plan'"));
        string dump = await database.DumpAsync();
        hold.SetResult();
        Assert.Equal(ExportStatus.Successful, (await run).Status);
        return dump;
    }

    private static bool Holds(string text, byte[] part) => text.Contains(Encoding.Latin1.GetString(part), StringComparison.Ordinal);

    private static bool Holds(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>A text as it may stand in text or in bytes that somebody encoded.</summary>
    private static string[] Spellings(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        return [secret, Convert.ToBase64String(bytes).TrimEnd('='), Convert.ToHexString(bytes)];
    }

    private string[] Reveal(StoredToken token)
    {
        using ServiceProvider services = TestDatabase.BuildServices(database.Kind, database.ConnectionString);
        ISecretProtector protector = services.GetRequiredService<ISecretProtector>();
        return [Encoding.UTF8.GetString(protector.Unprotect(token.RefreshToken)), Encoding.UTF8.GetString(protector.Unprotect(token.AccessToken!))];
    }
}
