using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Membership;

/// <summary>Transactions that only the holder of an audience's lease makes.</summary>
internal static class LeasedWriting
{
    /// <summary>Does an act in a transaction in which the lease is held, and in which nobody else may write to the audience.</summary>
    /// <exception cref="AudienceExportConcurrencyException">The lease is lost.</exception>
    public static Task<T> WriteAsync<T>(this DatabaseSession session, AudienceId audience, StoredLease lease, Func<AudienceExportDbContext, Task<T>> act, CancellationToken cancellationToken) =>
        session.WriteAsync(
            [HeldLeases.LockOf(lease)],
            async context => await session.FindHeldAsync(context, lease, cancellationToken).ConfigureAwait(false) is not null
                ? await act(context).ConfigureAwait(false)
                : throw StoreConflict.LeaseLost(audience),
            cancellationToken);
}
