namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>The suppression list, which all audiences share.</summary>
internal static class SuppressionCases
{
    public static IEnumerable<ConformanceCase<MembershipStoreSubject>> All =>
    [
        new("The suppression list grows by one record at a time", GrowsAsync),
        new("Of many who add to the suppression list at once, each has to know its length", ConcurrentAsync),
    ];

    private static async Task GrowsAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        Check.Same("", await ReadAsync(subject, cancellationToken).ConfigureAwait(false), "The empty list");
        Check.That(await AddAsync(subject, 0, [1, 2], cancellationToken).ConfigureAwait(false), "The first record is added.");
        Check.That(!await AddAsync(subject, 0, [9], cancellationToken).ConfigureAwait(false), "A record at a place that is taken is not added.");
        Check.That(!await AddAsync(subject, 1, [9], cancellationToken).ConfigureAwait(false), "A record within another is not added.");
        Check.That(!await AddAsync(subject, 3, [9], cancellationToken).ConfigureAwait(false), "A record behind the end is not added.");
        Check.That(await AddAsync(subject, 2, [3], cancellationToken).ConfigureAwait(false), "The second record is added.");
        Check.Same("010203", await ReadAsync(subject, cancellationToken).ConfigureAwait(false), "The list");
        Check.Same(0, (await subject.Store.GetAudiencesAsync(cancellationToken).ConfigureAwait(false)).Count, "The number of audiences");
    }

    private static async Task ConcurrentAsync(MembershipStoreSubject subject, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(
            async () =>
            {
                while (!await AddAsync(subject, (await subject.Store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).Length, [(byte)number], cancellationToken).ConfigureAwait(false))
                    await Task.Yield();
            },
            cancellationToken))).ConfigureAwait(false);

        byte[] list = (await subject.Store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).ToArray();
        Array.Sort(list);
        Check.Same("0102030405060708", Convert.ToHexString(list), "The sorted list");
    }

    private static Task<bool> AddAsync(MembershipStoreSubject subject, long position, byte[] record, CancellationToken cancellationToken) =>
        subject.Store.TryAppendSuppressionAsync(position, record, cancellationToken);

    private static async Task<string> ReadAsync(MembershipStoreSubject subject, CancellationToken cancellationToken) =>
        Convert.ToHexString((await subject.Store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).Span);
}
