using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Membership;
using Snapchat.AudienceExport.EntityFrameworkCore.Secrets;
using Snapchat.AudienceExport.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps connections, exports, runs, the audit log and the membership of audiences in a relational database.</summary>
public static class EntityFrameworkAudienceExportExtensions
{
    /// <summary>Adds the registries over a relational database. For packages per database, as those for SQLite and PostgreSQL are; hosts call <c>UseSqlite</c> or <c>UsePostgreSql</c>.</summary>
    /// <typeparam name="TContext">The context, which gives the migrations a home.</typeparam>
    /// <typeparam name="TDatabase">What differs between databases.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <param name="configureContext">Chooses the provider, the connection and the table of migrations.</param>
    /// <param name="configureKeyRing">Says where the keys that encrypt tokens are kept, and what protects them.</param>
    /// <param name="applyMigrationsAtStart">Whether migrations are applied when the host starts.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UseEntityFrameworkStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)] TContext,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDatabase>(
        this ISnapchatAudienceExportBuilder builder,
        Action<IServiceProvider, DbContextOptionsBuilder> configureContext,
        Action<IServiceProvider, IDataProtectionBuilder> configureKeyRing,
        Func<IServiceProvider, bool> applyMigrationsAtStart)
        where TContext : AudienceExportDbContext
        where TDatabase : AudienceExportDatabase
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddDbContextFactory<TContext>(configureContext);
        services.AddSingleton<AudienceExportDatabase, TDatabase>();
        services.AddSingleton(static provider => new DatabaseSession(provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext, provider.GetRequiredService<AudienceExportDatabase>()));
        services.AddSingleton(provider => new KeyRing(provider, configureKeyRing));
        services.AddSingleton<IHostedService>(provider => new MigrationAtStart(provider.GetRequiredService<DatabaseSession>(), () => applyMigrationsAtStart(provider)));
        return builder.UseStore<EntityFrameworkAudienceExportStore, DataProtectionSecretProtector, EntityFrameworkMembershipStore>();
    }

    /// <summary>Makes or updates the tables of the store. Applying migrations twice, or from several processes at once, does no harm.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when the tables are up to date.</returns>
    /// <exception cref="AudienceExportStoreException">The database cannot be reached, or its user may not change tables.</exception>
    public static Task MigrateAudienceExportStoreAsync(this IServiceProvider services, CancellationToken cancellationToken = default) =>
        services.GetRequiredService<DatabaseSession>().MigrateAsync(cancellationToken);
}
