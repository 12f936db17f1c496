using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing;

/// <summary>A membership store to be tested, and the leases it goes by.</summary>
/// <param name="Store">The store, empty.</param>
/// <param name="TakeLeaseAsync">Takes the lease of an audience. Called again, it takes it once more, with a higher fence: the former lease is lost then. Leases are held for as long as the case runs.</param>
public sealed record MembershipStoreSubject(IMembershipStore Store, Func<AudienceId, CancellationToken, Task<StoredLease>> TakeLeaseAsync);
