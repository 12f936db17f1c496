using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Sqlite;
using Snapchat.AudienceExport.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps connections, exports, runs, the audit log and the membership of audiences in a SQLite file.</summary>
public static class SqliteAudienceExportBuilderExtensions
{
    /// <summary>Keeps everything in a SQLite file, which is made when it is first needed; its tables are made when the host starts.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="connectionString">The connection string, as in <c>Data Source=audience-export.db</c>.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UseSqlite(this ISnapchatAudienceExportBuilder builder, string connectionString) =>
        builder.UseSqlite(options => options.ConnectionString = connectionString);

    /// <summary>Keeps everything in a SQLite file, with options set by code, validated when the host starts.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UseSqlite(this ISnapchatAudienceExportBuilder builder, Action<SqliteAudienceExportOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<SqliteAudienceExportOptions>().Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteAudienceExportOptions>, SqliteOptionsValidator>());
        return builder.UseEntityFrameworkStore<SqliteDbContext, SqliteDatabase>(
            static (services, context) => ConfigureContext(OptionsOf(services), context),
            static (services, keyRing) => ConfigureKeyRing(OptionsOf(services), keyRing),
            static services => OptionsOf(services).ApplyMigrationsAtStart);
    }

    private static SqliteAudienceExportOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<SqliteAudienceExportOptions>>().Value;

    private static void ConfigureContext(SqliteAudienceExportOptions options, DbContextOptionsBuilder context)
    {
        string path = SqliteFile.PathOf(options);

        // Microsoft.Data.Sqlite goes on trying what SQLite gave up as busy, for as long as a command may take.
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString) { DataSource = path, ForeignKeys = true, DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds) };
        context
            .UseSqlite(
                connection.ConnectionString,
                static sqlite => sqlite.MigrationsHistoryTable(AudienceExportDbContext.MigrationsTable))
            .AddInterceptors(new SqliteConnectionSetup(path, options.BusyTimeout));
    }

    private static void ConfigureKeyRing(SqliteAudienceExportOptions options, IDataProtectionBuilder keyRing)
    {
        keyRing.PersistKeysToFileSystem(SqliteFile.KeyRingFolder(options));
        options.ConfigureKeyRing?.Invoke(keyRing);
    }
}
