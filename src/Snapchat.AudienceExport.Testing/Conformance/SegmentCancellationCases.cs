namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Canceling: it is an exception, never a shorter answer that could be taken for the whole.</summary>
internal static class SegmentCancellationCases
{
    public static IEnumerable<ConformanceCase<ISegmentSource>> All =>
    [
        new("A list that is canceled before it begins is a cancellation", ListAsync),
        new("A read that is canceled before it begins is a cancellation", ReadAsync),
        new("A read that is canceled on its way is a cancellation, or the whole segment", OnItsWayAsync),
    ];

    private static async Task ListAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        using CancellationTokenSource canceled = await CanceledAsync(cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<OperationCanceledException>(() => source.ListSegmentsAsync([], canceled.Token), "A canceled list").ConfigureAwait(false);
    }

    private static async Task ReadAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource canceled = await CanceledAsync(cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<OperationCanceledException>(() => source.ReadAllAsync(segment.Id, [field], canceled.Token), "A canceled read").ConfigureAwait(false);
    }

    private static async Task OnItsWayAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        foreach (SegmentInfo segment in await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false))
        {
            string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);
            int whole = (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false))[0].Count;
            if (await ReadUntilCanceledAsync(source, new SegmentReadRequest(segment.Id, [field]), cancellationToken).ConfigureAwait(false) is { } read)
                Check.Same(whole, read, $"The number of members of segment '{segment.Id}', canceled on its way without an exception,");
        }
    }

    /// <summary>Cancels after the first chunk.</summary>
    /// <returns>The number of members if reading ended as if nothing had happened, or null if it was canceled.</returns>
    private static async Task<int?> ReadUntilCanceledAsync(ISegmentSource source, SegmentReadRequest request, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int read = 0;
        try
        {
            await foreach (ProfileChunk chunk in source.ReadAsync(request, cancellation.Token).ConfigureAwait(false))
            {
                using (chunk)
                    read += chunk.Count;
                await cancellation.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return read;
    }

    private static async Task<CancellationTokenSource> CanceledAsync(CancellationToken cancellationToken)
    {
        var canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await canceled.CancelAsync().ConfigureAwait(false);
        return canceled;
    }
}
