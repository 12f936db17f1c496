using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("busy_timeout", "30000")]
    [InlineData("foreign_keys", "1")]
    public async Task ConnectionsAreSetUp(string pragma, string expected) => Assert.Equal(expected, await Database.ScalarAsync($"PRAGMA {pragma}"));

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task FilesAndFoldersAreForTheirOwnerOnly()
    {
        Database.Services.GetRequiredService<ISecretProtector>().Protect("x"u8);
        await Database.Store.AddAuditAsync(Samples.Audit(), TestContext.Current.CancellationToken);

        const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string folder = Path.GetDirectoryName(Database.File)!;
        Assert.Equal(File | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(folder));
        Assert.Equal(File | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Database.File + ".keys"));
        Assert.NotEmpty(Directory.GetFiles(Database.File + ".keys"));
        string[] files = Directory.GetFiles(folder);
        Assert.Contains(Database.File + "-wal", files);
        Assert.All(files, static file => Assert.Equal(File, System.IO.File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task LockLeftByKilledMigrationIsRemoved()
    {
        using var folder = new TemporaryFolder();
        await using ServiceProvider services = TestDatabase.BuildServices(SqliteTestDatabase.Word, $"Data Source={folder.Path}/a.db");
        await using (DbContext context = services.GetRequiredService<IDbContextFactory<Snapchat.AudienceExport.Sqlite.SqliteDbContext>>().CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync(
                "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00')",
                TestContext.Current.CancellationToken);
        }

        await services.MigrateAudienceExportStoreAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await services.GetRequiredService<IAudienceExportStore>().GetExportsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TablesAreMadeWhenTheHostStarts()
    {
        using var folder = new TemporaryFolder();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSnapchatAudienceExport(static options => options.AcceptDataUse = true).UseSqlite($"Data Source={folder.Path}/a.db");
        using IHost host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await host.Services.GetRequiredService<IAudienceExportStore>().GetExportsAsync(TestContext.Current.CancellationToken));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=a.db;Mode=Memory")]
    [InlineData("Data Source=file:a.db")]
    public async Task ConnectionStringHasToNameFile(string connectionString)
    {
        await using ServiceProvider services = TestDatabase.BuildServices(SqliteTestDatabase.Word, connectionString);

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SqliteAudienceExportOptions>>().Value);

        Assert.Contains("has to name a file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatCannotBeMadeIsOneClearSentence()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using ServiceProvider services = TestDatabase.BuildServices(SqliteTestDatabase.Word, $"Data Source={file}/a.db");

        AudienceExportStoreException exception = await Assert.ThrowsAsync<AudienceExportStoreException>(
            () => services.GetRequiredService<IAudienceExportStore>().GetExportsAsync(TestContext.Current.CancellationToken));

        Assert.Contains("cannot be made", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task FilesAndFoldersThatAreThereAreTakenFromOthers()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.db");
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, OwnerFile | Others);
        Directory.CreateDirectory(file + ".keys", OwnerFile | UnixFileMode.UserExecute | Others);
        await using ServiceProvider services = TestDatabase.BuildServices(SqliteTestDatabase.Word, $"Data Source={file}");

        await services.MigrateAudienceExportStoreAsync(TestContext.Current.CancellationToken);
        services.GetRequiredService<ISecretProtector>().Protect("x"u8);

        Assert.All(Directory.GetFiles(folder.Path), static path => Assert.Equal(OwnerFile, File.GetUnixFileMode(path)));
        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(file + ".keys"));
    }

    [Fact]
    public async Task BusyTimeoutIsAllThatAChangeWaitsForAnotherProcess()
    {
        using var folder = new TemporaryFolder();
        var collection = new ServiceCollection();
        collection.AddLogging().AddSnapchatAudienceExport().UseSqlite(options => (options.ConnectionString, options.BusyTimeout) = ($"Data Source={folder.Path}/a.db", TimeSpan.FromSeconds(1)));
        await using ServiceProvider services = collection.BuildServiceProvider();
        await services.MigrateAudienceExportStoreAsync(TestContext.Current.CancellationToken);
        await using DbContext other = services.GetRequiredService<IDbContextFactory<Snapchat.AudienceExport.Sqlite.SqliteDbContext>>().CreateDbContext();
        await using IDbContextTransaction transaction = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);

        AudienceExportStoreException exception = await Assert.ThrowsAsync<AudienceExportStoreException>(
            () => services.GetRequiredService<IAudienceExportStore>().AddAuditAsync(Samples.Audit(), TestContext.Current.CancellationToken));

        Assert.Contains("BusyTimeout", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
        Assert.Equal(1, Assert.IsType<SqliteConnection>(other.Database.GetDbConnection()).DefaultTimeout);
    }

    [Fact]
    public async Task KeyRingThatCannotBeMadeIsTriedAgain()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.db");
        await File.WriteAllTextAsync(file + ".keys", "", TestContext.Current.CancellationToken);
        await using ServiceProvider services = TestDatabase.BuildServices(SqliteTestDatabase.Word, $"Data Source={file}");
        ISecretProtector protector = services.GetRequiredService<ISecretProtector>();

        AudienceExportStoreException exception = Assert.Throws<AudienceExportStoreException>(() => protector.Protect("x"u8));
        File.Delete(file + ".keys");

        Assert.Contains("keys cannot be made", exception.Message, StringComparison.Ordinal);
        Assert.Equal("x"u8.ToArray(), protector.Unprotect(protector.Protect("x"u8)));
    }
}
