using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

/// <summary>Looks in a transaction whether a lease is held. Who locks its name as well knows that it is until the transaction ends.</summary>
internal static class HeldLeases
{
    public static string LockOf(string lease) => $"lease:{lease}";

    public static string LockOf(StoredLease lease) => LockOf(lease.Name);

    /// <returns>The row of the lease and the time by the database's clock; null if the lease is lost.</returns>
    public static async Task<(LeaseRow Row, DateTimeOffset Now)?> FindHeldAsync(this DatabaseSession session, AudienceExportDbContext context, StoredLease lease, CancellationToken cancellationToken)
    {
        DateTimeOffset now = await session.GetTimeAsync(context, cancellationToken).ConfigureAwait(false);
        LeaseRow? row = await context.Leases
            .SingleOrDefaultAsync(row => row.Name == lease.Name && row.Holder == lease.Holder && row.Fence == lease.Fence && !row.Released, cancellationToken)
            .ConfigureAwait(false);
        return row is not null && now < row.ExpiresAt ? (row, now) : null;
    }
}
