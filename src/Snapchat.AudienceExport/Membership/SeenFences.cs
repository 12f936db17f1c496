using System.Collections.Concurrent;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The highest fence seen for each audience. Leases are kept elsewhere; whoever comes with a lower fence was overtaken.</summary>
internal sealed class SeenFences
{
    private readonly ConcurrentDictionary<AudienceId, Seen> _audiences = new();

    /// <exception cref="AudienceExportConcurrencyException">The lease is lost.</exception>
    public void Check(AudienceId audience, StoredLease lease) => Write(audience, lease, static () => { });

    /// <summary>Writes while nobody else writes to the audience.</summary>
    /// <exception cref="AudienceExportConcurrencyException">The lease is lost.</exception>
    public void Write(AudienceId audience, StoredLease lease, Action write)
    {
        Seen seen = _audiences.GetOrAdd(audience, static _ => new Seen());
        lock (seen)
        {
            if (lease.Fence < seen.Fence)
                throw StoreConflict.LeaseLost(audience);
            seen.Fence = lease.Fence;
            write();
        }
    }

    private sealed class Seen
    {
        public long Fence { get; set; }
    }
}
