using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

public sealed class PostgreSqlStoreTests(PostgreSqlTestDatabase database) : StoreTests<PostgreSqlTestDatabase>(database)
{
    [Theory]
    [InlineData("synchronous_commit", "on")]
    [InlineData("idle_in_transaction_session_timeout", "10s")]
    [InlineData("transaction_isolation", "read committed")]
    public async Task SessionsAreSetUp(string setting, string expected) => Assert.Equal(expected, await Database.ScalarAsync($"SHOW {setting}"));

    [Fact]
    public async Task UnreachableServerIsOneClearSentenceWithoutPassword()
    {
        await using ServiceProvider services = TestDatabase.BuildServices(Database.Kind, "Host=127.0.0.1;Port=1;Username=somebody;Password=canary-password");

        AudienceExportStoreException exception = await Assert.ThrowsAsync<AudienceExportStoreException>(
            () => services.GetRequiredService<IAudienceExportStore>().GetExportsAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("PostgreSQL cannot be reached", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
        Assert.DoesNotContain("canary-password", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingDatabaseIsOneClearSentence()
    {
        await using ServiceProvider services = TestDatabase.BuildServices(Database.Kind, Database.ConnectionString.Replace("Database=test_", "Database=gone_", StringComparison.Ordinal));

        AudienceExportStoreException exception = await Assert.ThrowsAsync<AudienceExportStoreException>(
            () => services.GetRequiredService<IAudienceExportStore>().AddAuditAsync(Samples.Audit(), TestContext.Current.CancellationToken));

        Assert.Contains("does not exist", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task TransactionOfAnotherThatDoesNotEndIsOneClearSentence()
    {
        StoredConnection connection = Samples.Connection();
        await using DbContext other = Database.CreateContext();
        await using IDbContextTransaction transaction = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await other.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"audience_export connection:{connection.Id}"}, 0))", TestContext.Current.CancellationToken);
        await using ServiceProvider services = TestDatabase.BuildServices(Database.Kind, Database.ConnectionString + ";Command Timeout=1");

        AudienceExportStoreException exception = await Assert.ThrowsAsync<AudienceExportStoreException>(
            () => services.GetRequiredService<IAudienceExportStore>().AddConnectionAsync(connection, Samples.Audit(), TestContext.Current.CancellationToken));

        Assert.Contains("did not end in time", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }

    public static TheoryData<string, string> KeyRings => new()
    {
        { "none", "is not configured" },
        { "place", "would lie in clear" },
        { "protection", "has no place" },
    };

    [Theory]
    [MemberData(nameof(KeyRings))]
    public async Task KeyRingHasToBeConfigured(string given, string problem)
    {
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport().UsePostgreSql("Host=db", options => options.ConfigureKeyRing = given switch
        {
            "none" => null,
            "place" => static keys => keys.PersistKeysToFileSystem(new DirectoryInfo(Path.GetTempPath())),
            _ => static keys => keys.ProtectKeysWithCertificate(TestKeys.Certificate),
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<PostgreSqlAudienceExportOptions>>().Value);

        Assert.Contains(problem, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }
}
