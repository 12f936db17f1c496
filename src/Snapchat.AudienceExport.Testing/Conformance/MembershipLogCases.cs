using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Logs: one record after another, each at its place.</summary>
internal static class MembershipLogCases
{
    private const string Name = "0123456789abcdef-log";

    public static IEnumerable<ConformanceCase<MembershipStoreSubject>> All =>
    [
        new("Records are read in the order of their places", OrderAsync),
        new("A record drops what was at its place and behind it", TornTailAsync),
        new("A record behind the end of a log is refused", GapAsync),
        new("A record is refused under a lost lease", LostLeaseAsync),
    ];

    private static async Task OrderAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        for (int record = 0; record < 300; record++)
            await AppendAsync(subject, 3 * record, MembershipSamples.Bytes(3, record), lease, cancellationToken).ConfigureAwait(false);

        await IsAsync(subject, Convert.ToHexString([.. Enumerable.Range(0, 300).SelectMany(static record => MembershipSamples.Bytes(3, record))]), cancellationToken).ConfigureAwait(false);
        Check.Same("", await MembershipSamples.ReadLogAsync(subject.Store, MembershipSamples.Other, Name, cancellationToken).ConfigureAwait(false), "The log of another audience");
    }

    private static async Task TornTailAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 0, [1, 1], lease, cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 2, [2, 2, 2], lease, cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 5, [3], lease, cancellationToken).ConfigureAwait(false);

        await AppendAsync(subject, 2, [4], lease, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, "010104", cancellationToken).ConfigureAwait(false);

        await AppendAsync(subject, 3, [5, 6], lease, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, "0101040506", cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 0, [8], lease, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, "08", cancellationToken).ConfigureAwait(false);
    }

    private static async Task GapAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(subject, 1, lease, cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 0, [1, 2], lease, cancellationToken).ConfigureAwait(false);
        await RefusedAsync(subject, 3, lease, cancellationToken).ConfigureAwait(false);

        await IsAsync(subject, "0102", cancellationToken).ConfigureAwait(false);
    }

    private static async Task LostLeaseAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lost = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 0, [1], lost, cancellationToken).ConfigureAwait(false);
        StoredLease held = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await AppendAsync(subject, 1, [2], held, cancellationToken).ConfigureAwait(false);

        await RefusedAsync(subject, 2, lost, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, "0102", cancellationToken).ConfigureAwait(false);
    }

    private static Task AppendAsync(MembershipStoreSubject subject, long position, byte[] record, StoredLease lease, CancellationToken cancellationToken) =>
        subject.Store.AppendAsync(MembershipSamples.Audience, Name, position, record, lease, cancellationToken);

    private static Task<AudienceExportConcurrencyException> RefusedAsync(MembershipStoreSubject subject, long position, StoredLease lease, CancellationToken cancellationToken) => Check.ThrowsAsync<AudienceExportConcurrencyException>(
        () => AppendAsync(subject, position, [9], lease, cancellationToken), $"A record at {position} under fence {lease.Fence}");

    private static async Task IsAsync(MembershipStoreSubject subject, string expected, CancellationToken cancellationToken) =>
        Check.Same(expected, await MembershipSamples.ReadLogAsync(subject.Store, MembershipSamples.Audience, Name, cancellationToken).ConfigureAwait(false), "The log");
}
