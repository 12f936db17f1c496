using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

/// <summary>A real database of one test class, with the tables of the store.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    // What refers to others comes before them.
    private static readonly string[] Tables =
    [
        "audience_export_settings", "audience_export_rates", "audience_export_audit", "audience_export_leases", "audience_export_runs", "audience_export_exports",
        "audience_export_authentications", "audience_export_tokens", "audience_export_connections",
        "audience_export_membership_parts", "audience_export_membership_sets", "audience_export_membership_logs", "audience_export_membership_pointers", "audience_export_suppressions",
    ];

    private ServiceProvider? _services;

    /// <summary>The word by which a child process is told which database it is.</summary>
    public abstract string Kind { get; }

    public abstract string ConnectionString { get; }

    /// <summary>The query for the names of all tables.</summary>
    protected abstract string TableNames { get; }

    public IServiceProvider Services => _services ??= BuildServices(Kind, ConnectionString);

    public IAudienceExportStore Store => Services.GetRequiredService<IAudienceExportStore>();

    public IMembershipStore Membership => Services.GetRequiredService<IMembershipStore>();

    public static ServiceProvider BuildServices(string kind, string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Use(services.AddSnapchatAudienceExport(), kind, connectionString);
        return services.BuildServiceProvider();
    }

    /// <summary>Registers the store over this database.</summary>
    public void Use(ISnapchatAudienceExportBuilder builder) => Use(builder, Kind, ConnectionString);

    public virtual async ValueTask InitializeAsync() => await Services.MigrateAudienceExportStoreAsync(TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public abstract DbContext CreateContext();

    public Task EmptyAsync() => ExecuteAsync(string.Concat(Tables.Select(static table => $"DELETE FROM {table};")));

    /// <summary>Takes the lease of an audience, once more if somebody has it: the former one is lost then.</summary>
    public async Task<StoredLease> TakeLeaseAsync(AudienceId audience, CancellationToken cancellationToken) =>
        (await Store.TryAcquireLeaseAsync($"audience:{audience}", "test", TimeSpan.FromHours(1), cancellationToken: cancellationToken))!;

    public async Task ExecuteAsync(string sql)
    {
        await using DbContext context = CreateContext();
        await context.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    public async Task<string> ScalarAsync(string sql)
    {
        var result = new StringBuilder();
        await ReadAsync(sql, result);
        return result.ToString().Trim();
    }

    /// <summary>Every column of every row of every table there is: texts as they are, bytes as text of one byte per character.</summary>
    public async Task<string> DumpAsync()
    {
        var result = new StringBuilder();
        string[] tables = (await ScalarAsync(TableNames)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Superset(Tables.ToHashSet(StringComparer.Ordinal), tables.ToHashSet(StringComparer.Ordinal));
        foreach (string table in tables)
            await ReadAsync($"SELECT * FROM {table}", result.Append(table).AppendLine());
        return result.ToString();
    }

    private static void Use(ISnapchatAudienceExportBuilder builder, string kind, string connectionString)
    {
        if (kind == SqliteTestDatabase.Word)
            builder.UseSqlite(connectionString);
        else
            builder.UsePostgreSql(connectionString, options => options.ConfigureKeyRing = TestKeys.Configure);
    }

    private async Task ReadAsync(string sql, StringBuilder result)
    {
        await using DbContext context = CreateContext();
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            for (int column = 0; column < reader.FieldCount; column++)
            {
                object value = reader.GetValue(column);
                result.Append(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)).Append(' ');
            }

            result.AppendLine();
        }
    }
}
