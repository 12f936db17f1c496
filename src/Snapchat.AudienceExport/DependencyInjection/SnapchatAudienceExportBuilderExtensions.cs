using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Auditing;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Erasure;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds registries of connections and exports, their store, and a worker that runs exports.</summary>
public static class SnapchatAudienceExportBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IConnectionRegistry"/>, <see cref="IExportRegistry"/>, <see cref="IExportRunner"/>, <see cref="ISystemRefresh"/>, <see cref="IErasureService"/>, <see cref="IMembershipAdministration"/> and <see cref="IAuditLog"/> over a store in memory:
    /// for tests and trials, since everything in it, tokens included, is gone when the process ends.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is a store already.</exception>
    public static ISnapchatAudienceExportBuilder UseInMemoryStore(this ISnapchatAudienceExportBuilder builder) =>
        builder.UseStore<InMemoryAudienceExportStore, EphemeralSecretProtector>();

    /// <summary>
    /// Adds <see cref="IConnectionRegistry"/>, <see cref="IExportRegistry"/>, <see cref="IExportRunner"/>, <see cref="ISystemRefresh"/>, <see cref="IErasureService"/>, <see cref="IMembershipAdministration"/> and <see cref="IAuditLog"/> over a store of one's own.
    /// The packages for SQLite and PostgreSQL call this for theirs.
    /// </summary>
    /// <typeparam name="TStore">The store.</typeparam>
    /// <typeparam name="TProtector">What encrypts the tokens that the store keeps.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is a store already.</exception>
    public static ISnapchatAudienceExportBuilder UseStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProtector>(this ISnapchatAudienceExportBuilder builder)
        where TStore : class, IAudienceExportStore
        where TProtector : class, ISecretProtector
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(IConnectionRegistry)))
            throw new InvalidOperationException("A store is registered already; choose one, and register it once.");
        services.AddSingleton<IAudienceExportStore, TStore>();
        services.AddSingleton<ISecretProtector, TProtector>();
        services.TryAddSingleton<IAudienceExportAuthorizer, ClaimsAuthorizer>();
        services.TryAddSingleton<AccessGate>();
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.AddConnections();
        services.AddExports();
        services.AddRunning();
        services.AddErasure();
        services.AddScheduling();
        return builder;
    }

    /// <summary>
    /// As <see cref="UseStore{TStore, TProtector}"/>, over a store that keeps membership as well: runs send only what has changed, and <see cref="ExportMode.Mirror"/> can remove.
    /// Where <see cref="MembershipBuilderExtensions"/> is told, before or after, to keep membership elsewhere, that holds.
    /// </summary>
    /// <typeparam name="TStore">The store.</typeparam>
    /// <typeparam name="TProtector">What encrypts the tokens and the membership that are kept.</typeparam>
    /// <typeparam name="TMembership">The store of membership. It goes by the leases of <typeparamref name="TStore"/>.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is a store already.</exception>
    public static ISnapchatAudienceExportBuilder UseStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProtector,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMembership>(this ISnapchatAudienceExportBuilder builder)
        where TStore : class, IAudienceExportStore
        where TProtector : class, ISecretProtector
        where TMembership : class, IMembershipStore
    {
        builder.UseStore<TStore, TProtector>();
        builder.Services.TryAddSingleton<IMembershipStore, TMembership>();
        return builder.AddMembership();
    }
}
