using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>What holds while something is written, and of whose memory and names it is.</summary>
internal static class MembershipWritingCases
{
    private const string Name = "0123456789abcdef-snapshot-email";

    public static IEnumerable<ConformanceCase<MembershipStoreSubject>> All =>
    [
        new("A set that is being written does not count, and the former one still does", UnfinishedAsync),
        new("A set whose writing was canceled is not there, and the former one still is", CanceledAsync),
        new("A set of large parts is replaced and deleted", LargeAsync),
        new("What was written does not change with the memory it was written from", MemoryAsync),
        new("An audience that only has a set or a log is listed", AudiencesAsync),
        new("A name may have 100 characters", LongNamesAsync),
        new("A set or log that was deleted may be written anew", AnewAsync),
        new("A lost lease deletes nothing and writes nothing", LostLeaseAsync),
    ];

    private static async Task UnfinishedAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, Name, [[1]], lease, cancellationToken).ConfigureAwait(false);
        await subject.Store.WriteSetAsync(MembershipSamples.Audience, Name, Observed(), lease, cancellationToken).ConfigureAwait(false);
        await subject.Store.WriteSetAsync(MembershipSamples.Audience, "another", Observed("02"), lease, cancellationToken).ConfigureAwait(false);

        await IsAsync(subject, Name, "02", cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, "another", "02", cancellationToken).ConfigureAwait(false);

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Observed(string former = "01")
        {
            foreach (byte[] part in (byte[][])[[2], new byte[1024 * 1024], new byte[1024 * 1024], []])
            {
                yield return part;
                Check.Same(Name, await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets");
                await IsAsync(subject, Name, former, cancellationToken).ConfigureAwait(false);
                await IsAsync(subject, "another", null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task CanceledAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, Name, [[1]], lease, cancellationToken).ConfigureAwait(false);
        foreach (string name in (string[])[Name, "another"])
        {
            using var canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Check.ThrowsAsync<OperationCanceledException>(() => subject.Store.WriteSetAsync(MembershipSamples.Audience, name, Canceling(canceled, canceled.Token), lease, canceled.Token), "A canceled write").ConfigureAwait(false);
        }

        Check.Same(Name, await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets");
        await IsAsync(subject, Name, "01", cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, "another", [[2]], lease, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, "another", "02", cancellationToken).ConfigureAwait(false);
    }

    private static async Task LargeAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        byte[][] parts = [.. Enumerable.Range(0, 24).Select(static number => MembershipSamples.Bytes(700_000, number))];
        await WriteAsync(subject, Name, parts, lease, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, Name, [.. parts.Reverse()], lease, cancellationToken).ConfigureAwait(false);

        await IsAsync(subject, Name, Convert.ToHexString(parts[^1]), cancellationToken).ConfigureAwait(false);
        await subject.Store.DeleteAsync(MembershipSamples.Audience, [Name], lease, cancellationToken).ConfigureAwait(false);
        Check.Same("", await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets");
        await IsAsync(subject, Name, null, cancellationToken).ConfigureAwait(false);
    }

    private static async Task MemoryAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        byte[] memory = [1];
        await subject.Store.WritePointerAsync(MembershipSamples.Audience, new MembershipPointer(1, memory), lease, cancellationToken).ConfigureAwait(false);
        await subject.Store.AppendAsync(MembershipSamples.Audience, "log", 0, memory, lease, cancellationToken).ConfigureAwait(false);
        await subject.Store.TryAppendSuppressionAsync(0, memory, cancellationToken).ConfigureAwait(false);
        memory[0] = 2;

        Check.Same((1L, "01"), await MembershipSamples.ReadPointerAsync(subject.Store, MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), "The pointer");
        Check.Same("01", await MembershipSamples.ReadLogAsync(subject.Store, MembershipSamples.Audience, "log", cancellationToken).ConfigureAwait(false), "The log");
        Check.Same("01", Convert.ToHexString((await subject.Store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).Span), "The suppression list");
    }

    private static async Task AudiencesAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await WriteAsync(subject, Name, [], await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Other, cancellationToken).ConfigureAwait(false);
        await subject.Store.AppendAsync(MembershipSamples.Other, "log", 0, new byte[] { 1 }, lease, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<AudienceId> audiences = await subject.Store.GetAudiencesAsync(cancellationToken).ConfigureAwait(false);
        Check.Same("42 5677923948298240", string.Join(' ', audiences.Select(static audience => audience.Value).Order(StringComparer.Ordinal)), "The audiences");
    }

    private static async Task LongNamesAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        string set = new('a', 100), log = new('0', 100);
        await WriteAsync(subject, set, [[1]], lease, cancellationToken).ConfigureAwait(false);
        await subject.Store.AppendAsync(MembershipSamples.Audience, log, 0, new byte[] { 2 }, lease, cancellationToken).ConfigureAwait(false);

        Check.Same($"{log} {set}", await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets and logs");
    }

    private static async Task AnewAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        foreach (byte content in (byte[])[1, 2])
        {
            await WriteAsync(subject, Name, [[content]], lease, cancellationToken).ConfigureAwait(false);
            await subject.Store.AppendAsync(MembershipSamples.Audience, "log", 0, new[] { content }, lease, cancellationToken).ConfigureAwait(false);
            await IsAsync(subject, Name, Convert.ToHexString([content]), cancellationToken).ConfigureAwait(false);
            Check.Same(Convert.ToHexString([content]), await MembershipSamples.ReadLogAsync(subject.Store, MembershipSamples.Audience, "log", cancellationToken).ConfigureAwait(false), "The log");
            await subject.Store.DeleteAsync(MembershipSamples.Audience, [Name, "log"], lease, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task LostLeaseAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lost = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        StoredLease held = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, Name, [[1]], held, cancellationToken).ConfigureAwait(false);
        await subject.Store.AppendAsync(MembershipSamples.Audience, "log", 0, new byte[] { 1 }, held, cancellationToken).ConfigureAwait(false);

        foreach (Func<Task> write in (Func<Task>[])
        [
            () => subject.Store.WritePointerAsync(MembershipSamples.Audience, new MembershipPointer(1, default), lost, cancellationToken),
            () => WriteAsync(subject, Name, [[2]], lost, cancellationToken),
            () => WriteAsync(subject, "another", [[2]], lost, cancellationToken),
            () => subject.Store.AppendAsync(MembershipSamples.Audience, "log", 0, new byte[] { 2 }, lost, cancellationToken),
            () => subject.Store.AppendAsync(MembershipSamples.Audience, "another-log", 0, new byte[] { 2 }, lost, cancellationToken),
            () => subject.Store.DeleteAsync(MembershipSamples.Audience, [Name, "log"], lost, cancellationToken),
        ])
            await Check.ThrowsAsync<AudienceExportConcurrencyException>(write, "A lost lease").ConfigureAwait(false);

        Check.Same(null, await MembershipSamples.ReadPointerAsync(subject.Store, MembershipSamples.Audience, cancellationToken).ConfigureAwait(false), "The pointer");
        Check.Same($"{Name} log", await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets and logs");
        await IsAsync(subject, Name, "01", cancellationToken).ConfigureAwait(false);
        Check.Same("01", await MembershipSamples.ReadLogAsync(subject.Store, MembershipSamples.Audience, "log", cancellationToken).ConfigureAwait(false), "The log");
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Canceling(CancellationTokenSource canceled, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new byte[2 * 1024 * 1024];
        await canceled.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        yield return new byte[] { 9 };
    }

    private static Task WriteAsync(MembershipStoreSubject subject, string name, byte[][] parts, StoredLease lease, CancellationToken cancellationToken) =>
        subject.Store.WriteSetAsync(MembershipSamples.Audience, name, MembershipSamples.Parts(parts, cancellationToken), lease, cancellationToken);

    private static async Task IsAsync(MembershipStoreSubject subject, string name, string? expected, CancellationToken cancellationToken) =>
        Check.Same(expected, await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Audience, name, 0, cancellationToken).ConfigureAwait(false), "The first part");

    private static async Task<string> ListAsync(MembershipStoreSubject subject, CancellationToken cancellationToken) =>
        string.Join(' ', (await subject.Store.GetNamesAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false)).Order(StringComparer.Ordinal));
}
