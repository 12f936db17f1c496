using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

internal sealed partial class EntityFrameworkAudienceExportStore
{
    public Task<StoredLease?> TryAcquireLeaseAsync(
        string name, string holder, TimeSpan duration, TimeSpan grace = default, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [HeldLeases.LockOf(name)],
            async context =>
            {
                DateTimeOffset now = await session.GetTimeAsync(context, cancellationToken).ConfigureAwait(false);
                LeaseRow? row = await context.Leases.SingleOrDefaultAsync(row => row.Name == name, cancellationToken).ConfigureAwait(false);
                if (row is { Released: false } && !string.Equals(row.Holder, holder, StringComparison.Ordinal) && now < row.ExpiresAt + grace)
                    return null;
                row ??= context.Leases.Add(new LeaseRow { Name = name }).Entity;
                row.Fence++;
                (row.Holder, row.ExpiresAt, row.Released) = (holder, now + duration, false);
                return row.ToStored();
            },
            cancellationToken);

    public Task<StoredLease?> TryRenewLeaseAsync(StoredLease lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [HeldLeases.LockOf(lease)],
            async context =>
            {
                if (await session.FindHeldAsync(context, lease, cancellationToken).ConfigureAwait(false) is not { } held)
                    return null;
                held.Row.ExpiresAt = held.Now + duration;
                return held.Row.ToStored();
            },
            cancellationToken);

    public Task ReleaseLeaseAsync(StoredLease lease, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [HeldLeases.LockOf(lease)],
            context => context.Leases.Where(row => row.Name == lease.Name && row.Fence == lease.Fence)
                .ExecuteUpdateAsync(static row => row.SetProperty(static lease => lease.Released, true), cancellationToken),
            cancellationToken);

    public Task<IReadOnlyList<StoredLease>> GetLeasesAsync(string prefix, CancellationToken cancellationToken = default) =>
        session.ReadAsync<IReadOnlyList<StoredLease>>(
            async context =>
            {
                // Not StartsWith, which SQLite compares without regard to case.
                List<LeaseRow> rows = await context.Leases.AsNoTracking().Where(row => !row.Released && row.Name.Substring(0, prefix.Length) == prefix).ToListAsync(cancellationToken).ConfigureAwait(false);
                return [.. rows.Select(static row => row.ToStored()).OrderBy(static lease => lease.Name, StringComparer.Ordinal)];
            },
            cancellationToken);
}
