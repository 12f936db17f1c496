using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.PostgreSql;
using Snapchat.AudienceExport.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps connections, exports, runs, the audit log and the membership of audiences in PostgreSQL.</summary>
public static class PostgreSqlAudienceExportBuilderExtensions
{
    /// <summary>Keeps everything in PostgreSQL, with options set by code, validated when the host starts.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="connectionString">The connection string, in the form of Npgsql.</param>
    /// <param name="configure">Sets the other options: <see cref="PostgreSqlAudienceExportOptions.ConfigureKeyRing"/> at least.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UsePostgreSql(
        this ISnapchatAudienceExportBuilder builder, string connectionString, Action<PostgreSqlAudienceExportOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.UsePostgreSql(options =>
        {
            options.ConnectionString = connectionString;
            configure(options);
        });
    }

    /// <summary>Keeps everything in PostgreSQL, with options set by code, validated when the host starts.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UsePostgreSql(this ISnapchatAudienceExportBuilder builder, Action<PostgreSqlAudienceExportOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<PostgreSqlAudienceExportOptions>().Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlAudienceExportOptions>, PostgreSqlOptionsValidator>());
        return builder.UseEntityFrameworkStore<PostgreSqlDbContext, PostgreSqlDatabase>(
            static (services, context) => context.UseNpgsql(
                PostgreSqlSessionSettings.Apply(OptionsOf(services).ConnectionString),
                static postgres => postgres.MigrationsHistoryTable(AudienceExportDbContext.MigrationsTable)),
            static (services, keyRing) => OptionsOf(services).ConfigureKeyRing!(keyRing),
            static services => OptionsOf(services).ApplyMigrationsAtStart);
    }

    private static PostgreSqlAudienceExportOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<PostgreSqlAudienceExportOptions>>().Value;
}
