using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Calls a segment source so that nothing of its exceptions but the type name gets through, since drivers put values into messages; a source that has something to say uses <see cref="SegmentSourceException"/>.</summary>
internal sealed class GuardedSource(ISegmentSource source, bool includeSourceExceptions)
{
    public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken) =>
        Guard(() => source.GetSegmentsAsync(query, cancellationToken), segment: null, cancellationToken);

    public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken) =>
        Guard(() => source.ReadAsync(request, cancellationToken), request.Segment, cancellationToken);

    public async Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await source.GetProfileFieldsAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsForeign(exception))
        {
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : SegmentReadException.OfFields(exception, includeSourceExceptions);
        }
    }

    private async IAsyncEnumerable<T> Guard<T>(Func<IAsyncEnumerable<T>> open, SegmentId? segment, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long ordinal = 0;
        IAsyncEnumerator<T> items;
        try
        {
            items = open().GetAsyncEnumerator(cancellationToken);
        }
        catch (Exception exception) when (IsForeign(exception))
        {
            throw Translate(exception, segment, ordinal, cancellationToken);
        }

        try
        {
            while (true)
            {
                T item;
                try
                {
                    if (!await items.MoveNextAsync().ConfigureAwait(false))
                        break;
                    item = items.Current;
                }
                catch (Exception exception) when (IsForeign(exception))
                {
                    throw Translate(exception, segment, ordinal, cancellationToken);
                }

                yield return item;
                ordinal++;
            }
        }
        finally
        {
            await DisposeAsync(items, segment, ordinal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask DisposeAsync<T>(IAsyncEnumerator<T> items, SegmentId? segment, long ordinal, CancellationToken cancellationToken)
    {
        try
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsForeign(exception))
        {
            throw Translate(exception, segment, ordinal, cancellationToken);
        }
    }

    // Exceptions that only this library can make hold no values; everything else may.
    private static bool IsForeign(Exception exception) => exception is not (AudienceExportValidationException or SegmentReadException);

    private Exception Translate(Exception exception, SegmentId? segment, long ordinal, CancellationToken cancellationToken)
    {
        // While a run is being canceled, drivers fail in ways of their own; the caller asked for a cancellation and gets one.
        if (cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(cancellationToken);
        if (exception is SegmentSourceException reason)
            return new SegmentReadException(segment, ordinal, reason, includeSourceExceptions ? reason.Cause : null);
        return new SegmentReadException(segment, ordinal, SegmentReadException.TypeNameOf(exception), includeSourceExceptions ? exception : null);
    }
}
