using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

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
        Assert.Equal("1", await database.ScalarAsync("SELECT count(*) FROM audience_export_migrations"));
    }

    [Fact]
    public async Task SecretsAreDecryptedByAnotherProcess()
    {
        byte[] bytes = database.Services.GetRequiredService<ISecretProtector>().Protect("canary-token"u8);

        await using ServiceProvider other = TestDatabase.BuildServices(database.Kind, database.ConnectionString);

        Assert.Equal("canary-token"u8.ToArray(), other.GetRequiredService<ISecretProtector>().Unprotect(bytes));
    }

    [Fact]
    public async Task NoColumnHoldsTokenInClear()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await database.EmptyAsync();
        ISecretProtector protector = database.Services.GetRequiredService<ISecretProtector>();
        StoredConnection connection = Samples.Connection() with { Consent = new ConsentRecord(Samples.Actor, Samples.Now, "1", "visible-consent") };
        await database.Store.AddConnectionAsync(connection, Samples.Audit(), cancellationToken);
        var token = new StoredToken(connection.Id, 0, protector.Protect("canary-refresh"u8)) { AccessToken = protector.Protect("canary-access"u8), AccessTokenExpiresAt = Samples.Now };
        await database.Store.UpdateConnectionAsync(connection, Samples.Audit(), token, cancellationToken);
        await database.Store.TryReplaceTokenAsync(token with { Version = 1, RefreshToken = protector.Protect("canary-rotated"u8) }, cancellationToken);
        StoredExport export = Samples.Export();
        await database.Store.AddExportAsync(export, Samples.Audit(), cancellationToken);
        await database.Store.TryAddRunAsync(Samples.Run(export), Samples.Audit(), cancellationToken);

        string dump = await database.DumpAsync();

        Assert.Contains("visible-consent", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String("canary"u8), dump, StringComparison.Ordinal);
        StoredToken stored = (await database.Store.FindTokenAsync(connection.Id, cancellationToken))!;
        Assert.Equal("canary-rotated"u8.ToArray(), protector.Unprotect(stored.RefreshToken));
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
}
