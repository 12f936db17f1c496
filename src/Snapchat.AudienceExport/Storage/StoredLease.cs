namespace Snapchat.AudienceExport.Storage;

/// <summary>The right of one holder to something, for a time on the store's clock.</summary>
/// <param name="Name">What it is for, as in <c>audience:123</c>: up to 200 characters.</param>
/// <param name="Holder">Who holds it: up to 200 characters.</param>
/// <param name="Fence">Raised by one each time the lease is acquired; a holder whose fence is not the latest has lost it.</param>
/// <param name="ExpiresAt">Until when, by the store's clock.</param>
public sealed record StoredLease(string Name, string Holder, long Fence, DateTimeOffset ExpiresAt);
