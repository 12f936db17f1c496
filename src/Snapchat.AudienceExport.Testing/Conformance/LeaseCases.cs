using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Leases: fenced, expiring on the store's clock. What has to be held is held for an hour and what has to expire for a moment, so that no case depends on speed.</summary>
internal static class LeaseCases
{
    private const string Name = "audience:1";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("The store's clock does not stand still or go back", ClockAsync),
        new("A lease ends its duration from now, by the store's clock", DurationAsync),
        new("A lease that is held is not acquired by another", HeldAsync),
        new("A lease that expired is acquired with a higher fence", AcquiredAfterExpiryAsync),
        new("A lease that expired is not acquired before its grace is over, except by who held it", GraceAsync),
        new("A released lease is acquired at once, with a higher fence", ReleasedAsync),
        new("A held lease is renewed", RenewedAsync),
        new("A lease that was lost is neither renewed nor released", LostAsync),
        new("Who holds a lease and acquires it again loses the former fence", AcquiredTwiceAsync),
        new("Leases that have not been released are listed by the beginning of their names", ListedAsync),
        new("Of many who acquire a lease at once, one gets it", OneAcquiresAsync),
    ];

    /// <summary>Acquires a lease and waits until the store's clock has passed its end.</summary>
    public static async Task<StoredLease> ExpiredAsync(IAudienceExportStore store, string name, string holder, CancellationToken cancellationToken)
    {
        StoredLease lease = Check.Found(await store.TryAcquireLeaseAsync(name, holder, TimeSpan.FromMilliseconds(1), cancellationToken: cancellationToken).ConfigureAwait(false), "The lease");
        while (await store.GetTimeAsync(cancellationToken).ConfigureAwait(false) < lease.ExpiresAt.AddMilliseconds(1))
            await Task.Yield();
        return lease;
    }

    private static async Task ClockAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        DateTimeOffset first = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false), last = first;
        while (last == first)
        {
            DateTimeOffset next = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
            Check.That(next >= last, $"The clock went back from {last:O} to {next:O}.");
            last = next;
        }

        Check.Same(TimeSpan.Zero, last.Offset, "The offset of the time");
    }

    private static async Task DurationAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        DateTimeOffset before = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        StoredLease lease = await AcquireAsync(store, "worker", cancellationToken).ConfigureAwait(false);
        DateTimeOffset after = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);

        Check.That(lease.ExpiresAt >= before + Hour && lease.ExpiresAt <= after + Hour, $"The end {lease.ExpiresAt:O} is an hour after a time between {before:O} and {after:O}.");
        Check.Same(new StoredLease(Name, "worker", 1, lease.ExpiresAt), lease, "The first lease of its name");
    }

    private static async Task HeldAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        await AcquireAsync(store, "worker", cancellationToken).ConfigureAwait(false);

        Check.That(await store.TryAcquireLeaseAsync(Name, "another", Hour, cancellationToken: cancellationToken).ConfigureAwait(false) is null, "Another does not get it.");
        Check.Found(await store.TryAcquireLeaseAsync("audience:2", "another", Hour, cancellationToken: cancellationToken).ConfigureAwait(false), "A lease of another name");
    }

    private static async Task AcquiredAfterExpiryAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        await ExpiredAsync(store, Name, "worker", cancellationToken).ConfigureAwait(false);
        StoredLease lease = await AcquireAsync(store, "another", cancellationToken).ConfigureAwait(false);

        Check.Same(("another", 2L), (lease.Holder, lease.Fence), "The holder and the fence");
    }

    private static async Task GraceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredLease expired = await ExpiredAsync(store, Name, "worker", cancellationToken).ConfigureAwait(false);

        Check.That(await store.TryAcquireLeaseAsync(Name, "another", Hour, Hour, cancellationToken).ConfigureAwait(false) is null, "Another waits for the grace.");
        StoredLease again = Check.Found(await store.TryAcquireLeaseAsync(Name, "worker", TimeSpan.FromMilliseconds(1), Hour, cancellationToken).ConfigureAwait(false), "The lease of who held it before");
        Check.Same(expired.Fence + 1, again.Fence, "Its fence");
        while (await store.GetTimeAsync(cancellationToken).ConfigureAwait(false) < again.ExpiresAt.AddMilliseconds(3))
            await Task.Yield();
        Check.Found(await store.TryAcquireLeaseAsync(Name, "another", Hour, TimeSpan.FromMilliseconds(1), cancellationToken).ConfigureAwait(false), "The lease of another after the grace");
    }

    private static async Task ReleasedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredLease first = await AcquireAsync(store, "worker", cancellationToken).ConfigureAwait(false);
        await store.ReleaseLeaseAsync(first, cancellationToken).ConfigureAwait(false);

        StoredLease second = Check.Found(await store.TryAcquireLeaseAsync(Name, "another", Hour, Hour, cancellationToken).ConfigureAwait(false), "The lease after its release, whatever the grace");
        Check.Same(first.Fence + 1, second.Fence, "Its fence");
    }

    private static async Task RenewedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredLease lease = await AcquireAsync(store, "worker", cancellationToken).ConfigureAwait(false);

        DateTimeOffset before = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        StoredLease renewed = Check.Found(await store.TryRenewLeaseAsync(lease, TimeSpan.FromHours(3), cancellationToken).ConfigureAwait(false), "The renewed lease");

        Check.That(renewed.ExpiresAt >= before + TimeSpan.FromHours(3), "The renewed lease ends its new duration from now.");
        Check.Same(lease, renewed with { ExpiresAt = lease.ExpiresAt }, "The rest of the renewed lease");
        Check.Same((StoredLease[])[renewed], [.. await store.GetLeasesAsync(Name, cancellationToken).ConfigureAwait(false)], "The stored leases");
    }

    private static async Task LostAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredLease lost = await ExpiredAsync(store, Name, "worker", cancellationToken).ConfigureAwait(false);
        Check.That(await store.TryRenewLeaseAsync(lost, Hour, cancellationToken).ConfigureAwait(false) is null, "An expired lease is not renewed.");
        StoredLease held = await AcquireAsync(store, "another", cancellationToken).ConfigureAwait(false);

        Check.That(await store.TryRenewLeaseAsync(lost, Hour, cancellationToken).ConfigureAwait(false) is null, "A lease that another holds is not renewed.");
        await store.ReleaseLeaseAsync(lost, cancellationToken).ConfigureAwait(false);
        Check.Same((StoredLease[])[held], [.. await store.GetLeasesAsync("", cancellationToken).ConfigureAwait(false)], "The stored leases");

        await store.ReleaseLeaseAsync(held, cancellationToken).ConfigureAwait(false);
        Check.That(await store.TryRenewLeaseAsync(held, Hour, cancellationToken).ConfigureAwait(false) is null, "A released lease is not renewed.");
        var never = new StoredLease("audience:9", "worker", 1, held.ExpiresAt);
        Check.That(await store.TryRenewLeaseAsync(never, Hour, cancellationToken).ConfigureAwait(false) is null, "A lease that nobody acquired is not renewed.");
        await store.ReleaseLeaseAsync(never, cancellationToken).ConfigureAwait(false);
    }

    private static async Task AcquiredTwiceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredLease first = await AcquireAsync(store, "worker", cancellationToken).ConfigureAwait(false), second = await AcquireAsync(store, "worker", cancellationToken).ConfigureAwait(false);

        Check.Same(first.Fence + 1, second.Fence, "The fence");
        Check.That(await store.TryRenewLeaseAsync(first, Hour, cancellationToken).ConfigureAwait(false) is null, "The former fence is lost.");
        Check.Found(await store.TryRenewLeaseAsync(second, Hour, cancellationToken).ConfigureAwait(false), "The later lease, renewed");
    }

    private static async Task ListedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredLease expired = await ExpiredAsync(store, "worker:b", "b", cancellationToken).ConfigureAwait(false);
        StoredLease held = Check.Found(await store.TryAcquireLeaseAsync("worker:a", "a", Hour, cancellationToken: cancellationToken).ConfigureAwait(false), "The held lease");
        foreach (string name in (string[])["Worker:c", "work", "token:1", "workers%", "worker_d"])
            await store.TryAcquireLeaseAsync(name, "x", Hour, cancellationToken: cancellationToken).ConfigureAwait(false);
        StoredLease released = Check.Found(await store.TryAcquireLeaseAsync("worker:z", "z", Hour, cancellationToken: cancellationToken).ConfigureAwait(false), "The lease to release");
        await store.ReleaseLeaseAsync(released, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<StoredLease> leases = await store.GetLeasesAsync("worker:", cancellationToken).ConfigureAwait(false);

        Check.Same((StoredLease[])[held, expired], [.. leases.OrderBy(static lease => lease.Name, StringComparer.Ordinal)], "The leases of workers");
        Check.Same(7, (await store.GetLeasesAsync("", cancellationToken).ConfigureAwait(false)).Count, "The number of all leases");
    }

    private static async Task OneAcquiresAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 5; round++)
        {
            string name = $"audience:{round}";
            StoredLease?[] leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(
                () => store.TryAcquireLeaseAsync(name, $"worker {number}", Hour, cancellationToken: cancellationToken), cancellationToken))).ConfigureAwait(false);

            Check.Same(1, leases.Count(static lease => lease is not null), "The number of those who got it");
        }
    }

    private static async Task<StoredLease> AcquireAsync(IAudienceExportStore store, string holder, CancellationToken cancellationToken) =>
        Check.Found(await store.TryAcquireLeaseAsync(Name, holder, Hour, cancellationToken: cancellationToken).ConfigureAwait(false), $"The lease of {holder}");
}
