using System.Runtime.CompilerServices;
using Snapchat.AudienceExport;

namespace ExportConsole.Input;

/// <summary>A source over CSV whose failures speak of the file: what a reader throws may quote rows, so the library shows nobody the message.</summary>
/// <param name="source">The source that reads.</param>
internal sealed class CsvSource(ISegmentSource source) : ISegmentSource
{
    private const string ReaderNamespace = "Sylvan.Data.Csv";

    public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) => source.GetSegmentsAsync(query, cancellationToken);

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        source.GetProfileFieldsAsync(query, cancellationToken);

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using IAsyncEnumerator<ProfileChunk> chunks = source.ReadAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(chunks))
            yield return chunks.Current;
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ProfileChunk> chunks)
    {
        try
        {
            return await chunks.MoveNextAsync();
        }
        catch (Exception exception) when (string.Equals(exception.GetType().Namespace, ReaderNamespace, StringComparison.Ordinal))
        {
            // Past a misplaced quote nobody knows where a row ends: to go on would lose customers without a word.
            throw new SegmentSourceException("The file is not well-formed CSV: a quote is misplaced or not closed, or a record is too long; mend it and run again.", exception);
        }
    }
}
