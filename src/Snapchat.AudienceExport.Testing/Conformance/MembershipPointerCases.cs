using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Pointers: one per audience, replaced in one step by whoever holds the lease and knows the last version.</summary>
internal static class MembershipPointerCases
{
    public static IEnumerable<ConformanceCase<MembershipStoreSubject>> All =>
    [
        new("An empty store has no audience, pointer, set or log", EmptyAsync),
        new("A pointer is read as it was written", WrittenAsync),
        new("A pointer is replaced by the next version only", VersionsAsync),
        new("Each audience has a pointer of its own", AudiencesAsync),
        new("A pointer is not replaced under a lost lease", LostLeaseAsync),
        new("Of many who replace a pointer at once, one succeeds", OneReplacesAsync),
    ];

    private static async Task EmptyAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        IMembershipStore store = subject.Store;
        Check.Same(0, (await store.GetAudiencesAsync(cancellationToken).ConfigureAwait(false)).Count, "The number of audiences");
        Check.Same(null, await MembershipSamples.ReadPointerAsync(store, MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), "The pointer");
        Check.Same(0, (await store.GetNamesAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false)).Count, "The number of sets and logs");
        Check.Same(null, await MembershipSamples.ReadPartAsync(store, MembershipSamples.Audience, "set", 0, cancellationToken).ConfigureAwait(false), "The part");
        Check.Same("", await MembershipSamples.ReadLogAsync(store, MembershipSamples.Audience, "log", cancellationToken).ConfigureAwait(false), "The log");
    }

    private static async Task WrittenAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        foreach ((long version, int length) in ((long, int)[])[(1, 0), (2, 1), (3, 100_000), (4, 10)])
        {
            byte[] content = MembershipSamples.Bytes(length, (int)version);
            await subject.Store.WritePointerAsync(MembershipSamples.Audience, new MembershipPointer(version, content), lease, cancellationToken).ConfigureAwait(false);
            Check.Same(
                (version, Convert.ToHexString(content)),
                await MembershipSamples.ReadPointerAsync(subject.Store, MembershipSamples.Audience, cancellationToken).ConfigureAwait(false),
                "The pointer");
        }
    }

    private static async Task VersionsAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(subject, 0, lease, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(subject, 2, lease, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, 1, lease, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(subject, 1, lease, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(subject, 3, lease, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, 2, lease, cancellationToken).ConfigureAwait(false);

        Check.Same((2L, "02"), await MembershipSamples.ReadPointerAsync(subject.Store, MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), "The pointer");
    }

    private static async Task AudiencesAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await WriteAsync(subject, MembershipSamples.Audience, 1, await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Other, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Other, 1, lease, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Other, 2, lease, cancellationToken).ConfigureAwait(false);

        Check.Same((1L, "01"), await MembershipSamples.ReadPointerAsync(subject.Store, MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), "The pointer of one");
        Check.Same((2L, "02"), await MembershipSamples.ReadPointerAsync(subject.Store, MembershipSamples.Other, cancellationToken).ConfigureAwait(false), "The pointer of the other");
        IReadOnlyList<AudienceId> audiences = await subject.Store.GetAudiencesAsync(cancellationToken).ConfigureAwait(false);
        Check.Same("42 5677923948298240", string.Join(' ', audiences.Select(static audience => audience.Value).Order(StringComparer.Ordinal)), "The audiences");
    }

    private static async Task LostLeaseAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lost = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, 1, lost, cancellationToken).ConfigureAwait(false);
        StoredLease held = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, 2, held, cancellationToken).ConfigureAwait(false);

        await RefusedAsync(subject, 3, lost, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, 3, held, cancellationToken).ConfigureAwait(false);
    }

    private static async Task OneReplacesAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        bool[] replaced = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            async () =>
            {
                try
                {
                    await subject.Store.WritePointerAsync(MembershipSamples.Audience, new MembershipPointer(1, MembershipSamples.Bytes(1, number)), lease, cancellationToken).ConfigureAwait(false);
                    return true;
                }
                catch (AudienceExportConcurrencyException)
                {
                    return false;
                }
            },
            cancellationToken))).ConfigureAwait(false);

        Check.Same(1, replaced.Count(static one => one), "The number of those who succeeded");
    }

    private static Task WriteAsync(MembershipStoreSubject subject, AudienceId audience, long version, StoredLease lease, CancellationToken cancellationToken) =>
        subject.Store.WritePointerAsync(audience, new MembershipPointer(version, MembershipSamples.Bytes(1, (int)version)), lease, cancellationToken);

    private static Task<AudienceExportConcurrencyException> RefusedAsync(MembershipStoreSubject subject, long version, StoredLease lease, CancellationToken cancellationToken) => Check.ThrowsAsync<AudienceExportConcurrencyException>(
        () => WriteAsync(subject, MembershipSamples.Audience, version, lease, cancellationToken), $"Version {version} under fence {lease.Fence}");
}
