using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Sets: written once from beginning to end, read part by part.</summary>
internal static class MembershipSetCases
{
    private const string Name = "0123456789abcdef-snapshot-email";

    public static IEnumerable<ConformanceCase<MembershipStoreSubject>> All =>
    [
        new("The parts of a set are read as they were written, from either end", WrittenAsync),
        new("A set of many parts keeps their order", ManyPartsAsync),
        new("A set without parts is a set", WithoutPartsAsync),
        new("A set replaces one of the same name", ReplacedAsync),
        new("A set whose writing failed is not there, and the former one still is", FailedAsync),
        new("A set is not written under a lost lease", LostLeaseAsync),
        new("A set is not written when its lease is lost meanwhile", LeaseLostMeanwhileAsync),
        new("Sets and logs are listed and deleted by name", DeletedAsync),
        new("Names that are not safe are refused", NamesAsync),
    ];

    private static async Task WrittenAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        byte[][] parts = [MembershipSamples.Bytes(5, 1), [], MembershipSamples.Bytes(700_000, 2), MembershipSamples.Bytes(1, 3)];
        await WriteAsync(subject, MembershipSamples.Audience, Name, parts, cancellationToken).ConfigureAwait(false);

        for (int part = -parts.Length; part < parts.Length; part++)
            await IsAsync(subject, part, Convert.ToHexString(parts[(part + parts.Length) % parts.Length]), cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, parts.Length, null, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, -parts.Length - 1, null, cancellationToken).ConfigureAwait(false);
        Check.Same(null, await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Other, Name, 0, cancellationToken).ConfigureAwait(false), "The part of another audience");
    }

    private static async Task ManyPartsAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        byte[][] parts = [.. Enumerable.Range(0, 257).Select(static number => MembershipSamples.Bytes(number % 40, number))];
        await WriteAsync(subject, MembershipSamples.Audience, Name, parts, cancellationToken).ConfigureAwait(false);

        for (int part = 0; part < parts.Length; part++)
            await IsAsync(subject, part, Convert.ToHexString(parts[part]), cancellationToken).ConfigureAwait(false);
    }

    private static async Task WithoutPartsAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await WriteAsync(subject, MembershipSamples.Audience, Name, [], cancellationToken).ConfigureAwait(false);

        await IsAsync(subject, 0, null, cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, -1, null, cancellationToken).ConfigureAwait(false);
        Check.Same(Name, await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets");
    }

    private static async Task ReplacedAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await WriteAsync(subject, MembershipSamples.Audience, Name, [[1], [2], [3]], cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, Name, [[4]], cancellationToken).ConfigureAwait(false);

        await IsAsync(subject, 0, "04", cancellationToken).ConfigureAwait(false);
        await IsAsync(subject, 1, null, cancellationToken).ConfigureAwait(false);
    }

    private static async Task FailedAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await WriteAsync(subject, MembershipSamples.Audience, Name, [[1]], cancellationToken).ConfigureAwait(false);
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);

        foreach (string name in (string[])[Name, "another"])
        {
            await Check.ThrowsAsync<InvalidTimeZoneException>(
                () => subject.Store.WriteSetAsync(MembershipSamples.Audience, name, MembershipSamples.Parts(Failing(), cancellationToken), lease, cancellationToken), "Parts that fail").ConfigureAwait(false);
        }

        await IsAsync(subject, 0, "01", cancellationToken).ConfigureAwait(false);
        Check.Same(Name, await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets");
        Check.Same(null, await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Audience, "another", 0, cancellationToken).ConfigureAwait(false), "The part of the set that failed");
    }

    private static async Task LostLeaseAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lost = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, Name, [[1]], cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => subject.Store.WriteSetAsync(MembershipSamples.Audience, Name, MembershipSamples.Parts([[2]], cancellationToken), lost, cancellationToken), "A lost lease").ConfigureAwait(false);
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => subject.Store.DeleteAsync(MembershipSamples.Audience, [Name], lost, cancellationToken), "A lost lease").ConfigureAwait(false);
        await IsAsync(subject, 0, "01", cancellationToken).ConfigureAwait(false);
    }

    private static async Task LeaseLostMeanwhileAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(() => subject.Store.WriteSetAsync(MembershipSamples.Audience, Name, Overtaken(), lease, cancellationToken), "A lease lost meanwhile").ConfigureAwait(false);
        Check.Same(null, await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Audience, Name, 0, cancellationToken).ConfigureAwait(false), "The part");

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Overtaken()
        {
            yield return new byte[] { 1 };
            StoredLease taken = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
            await subject.Store.AppendAsync(MembershipSamples.Audience, "log", 0, new byte[] { 1 }, taken, cancellationToken).ConfigureAwait(false);
            yield return new byte[] { 2 };
        }
    }

    private static async Task DeletedAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await WriteAsync(subject, MembershipSamples.Audience, "one", [[1]], cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Audience, Name, [[2]], cancellationToken).ConfigureAwait(false);
        await WriteAsync(subject, MembershipSamples.Other, "one", [[3]], cancellationToken).ConfigureAwait(false);
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        await subject.Store.AppendAsync(MembershipSamples.Audience, "log", 0, new byte[] { 4 }, lease, cancellationToken).ConfigureAwait(false);
        Check.Same($"{Name} log one", await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets and logs");

        await subject.Store.DeleteAsync(MembershipSamples.Audience, ["one", "log", "none"], lease, cancellationToken).ConfigureAwait(false);

        Check.Same(Name, await ListAsync(subject, cancellationToken).ConfigureAwait(false), "The sets and logs that are left");
        Check.Same(null, await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Audience, "one", 0, cancellationToken).ConfigureAwait(false), "The part of the deleted set");
        Check.Same("", await MembershipSamples.ReadLogAsync(subject.Store, MembershipSamples.Audience, "log", cancellationToken).ConfigureAwait(false), "The deleted log");
        Check.Same("03", await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Other, "one", 0, cancellationToken).ConfigureAwait(false), "The set of the other audience");
    }

    private static async Task NamesAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false);
        foreach (string name in (string[])["", "../one", "a/b", "A", "a.b", new string('a', 101)])
        {
            await Check.ThrowsAsync<ArgumentException>(
                () => subject.Store.WriteSetAsync(MembershipSamples.Audience, name, MembershipSamples.Parts([[1]], cancellationToken), lease, cancellationToken), $"The name '{name}' of a set").ConfigureAwait(false);
            await Check.ThrowsAsync<ArgumentException>(
                () => subject.Store.AppendAsync(MembershipSamples.Audience, name, 0, new byte[] { 1 }, lease, cancellationToken), $"The name '{name}' of a log").ConfigureAwait(false);
        }
    }

    private static IEnumerable<byte[]> Failing()
    {
        yield return [9];
        throw new InvalidTimeZoneException();
    }

    private static async Task WriteAsync(MembershipStoreSubject subject, AudienceId audience, string name, byte[][] parts, CancellationToken cancellationToken)
    {
        StoredLease lease = await subject.TakeLeaseAsync(audience, cancellationToken).ConfigureAwait(false);
        await subject.Store.WriteSetAsync(audience, name, MembershipSamples.Parts(parts, cancellationToken), lease, cancellationToken).ConfigureAwait(false);
    }

    private static async Task IsAsync(MembershipStoreSubject subject, int part, string? expected, CancellationToken cancellationToken) =>
        Check.Same(expected, await MembershipSamples.ReadPartAsync(subject.Store, MembershipSamples.Audience, Name, part, cancellationToken).ConfigureAwait(false), $"Part {part}");

    private static async Task<string> ListAsync(MembershipStoreSubject subject, CancellationToken cancellationToken) =>
        string.Join(' ', (await subject.Store.GetNamesAsync(MembershipSamples.Audience, cancellationToken).ConfigureAwait(false)).Order(StringComparer.Ordinal));
}
