using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Erasure;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers where it is kept whom earlier runs sent to which audience. With it, runs send only what has changed, and <see cref="ExportMode.Mirror"/> can remove.</summary>
/// <remarks>The stores for SQLite and PostgreSQL keep it in their database; what is chosen here, before or after them, takes its place.</remarks>
public static class MembershipBuilderExtensions
{
    /// <summary>Keeps it in a folder of this machine, for one process at a time.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="folder">The folder; it is made if there is none, for its owner only.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// Everything about people is encrypted by the registered <see cref="ISecretProtector"/>. If there is none, the key is a file in the folder: it guards copies of the other
    /// files, so keep the folder as safe as the segments themselves.
    /// </remarks>
    public static ISnapchatAudienceExportBuilder UseMembershipFiles(this ISnapchatAudienceExportBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        builder.Services.AddSingleton<IMembershipStore>(_ => FileMembershipStore.Open(folder, new DiskFiles()));
        builder.Services.TryAddSingleton(services =>
        {
            // The store first: it makes the folder, and keeps other processes out of it.
            _ = services.GetRequiredService<IMembershipStore>();
            return StateKey.Open(folder, new DiskFiles());
        });
        return builder.AddMembership();
    }

    /// <summary>Keeps it in memory: for tests and trials, since it is forgotten when the process ends.</summary>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UseInMemoryMembership(this ISnapchatAudienceExportBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ISecretProtector, EphemeralSecretProtector>();
        return builder.UseMembershipStore<InMemoryMembershipStore>();
    }

    /// <summary>Keeps it in a store of one's own.</summary>
    /// <typeparam name="TStore">The store.</typeparam>
    /// <param name="builder">The registration; an <see cref="ISecretProtector"/> has to be registered too.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder UseMembershipStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>(
        this ISnapchatAudienceExportBuilder builder)
        where TStore : class, IMembershipStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IMembershipStore, TStore>();
        return builder.AddMembership();
    }

    internal static ISnapchatAudienceExportBuilder AddMembership(this ISnapchatAudienceExportBuilder builder)
    {
        builder.Services.TryAddSingleton<LocalLeases>();
        builder.Services.TryAddSingleton<ExactSessions>();
        builder.Services.TryAddSingleton<SuppressionList>();
        builder.Services.TryAddSingleton<AudienceEraser>();
        builder.Services.AddErasure();
        return builder;
    }
}
