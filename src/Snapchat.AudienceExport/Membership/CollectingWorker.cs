using System.Buffers;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Hashes the identifiers of chunks and collects them, with buffers, counts and partitions of its own, so that workers share nothing. Plain text ends here.</summary>
internal sealed class CollectingWorker : IDisposable
{
    private readonly CollectedColumn[] _columns;
    private readonly string[] _fields;
    private readonly int _maxRefusedValues;
    private readonly SortedDictionary<IdentifierKind, (IdentifierTally Tally, DigestCollector Digests)> _kinds = [];
    private readonly List<(int SegmentIndex, RefusedValue Value)> _refusedValues = [];
    private Sha256Digest[] _digests = [];
    private IdentifierStatus[] _statuses = [];

    public CollectingWorker(CollectedColumn[] columns, string[] fields, int maxRefusedValues, ArrayPool<Sha256Digest> pages, IReadOnlyDictionary<IdentifierKind, DigestOverflow> overflows)
    {
        _columns = columns;
        _fields = fields;
        _maxRefusedValues = maxRefusedValues;
        foreach (IdentifierKind kind in columns.Select(static column => column.Kind).Distinct())
            _kinds.Add(kind, (new IdentifierTally(kind), new DigestCollector(pages, overflows[kind])));
    }

    /// <summary>Gets the counts and digests of each kind, in the order of the kinds.</summary>
    public IReadOnlyDictionary<IdentifierKind, (IdentifierTally Tally, DigestCollector Digests)> Kinds => _kinds;

    /// <summary>Gets the first refused values of the chunks this worker got, which come in the order they were read.</summary>
    public IReadOnlyList<(int SegmentIndex, RefusedValue Value)> RefusedValues => _refusedValues;

    public void Add(CollectedChunk collected)
    {
        ProfileChunk chunk = collected.Chunk;
        if (chunk.FieldCount != _fields.Length)
        {
            throw new AudienceExportValidationException(
                nameof(SegmentExportRequest.Source),
                $"Segment '{collected.Segment}' could not be read: its source returned chunks of {chunk.FieldCount} columns where {_fields.Length} fields were asked for.");
        }

        EnsureBuffers(chunk.Count);
        Span<Sha256Digest> digests = _digests.AsSpan(0, chunk.Count);
        Span<IdentifierStatus> statuses = _statuses.AsSpan(0, chunk.Count);
        foreach (CollectedColumn column in _columns)
        {
            int valid = column.Hasher.HashColumn(chunk.GetColumn(column.Field), digests, statuses);
            (IdentifierTally tally, DigestCollector collector) = _kinds[column.Kind];
            tally.Add(statuses);
            collector.AddValid(digests, statuses);
            if (valid < chunk.Count)
                NoteRefusedValues(collected, _fields[column.Field], statuses);
        }
    }

    public void Dispose()
    {
        foreach ((_, DigestCollector digests) in _kinds.Values)
            digests.Dispose();
        _kinds.Clear();
        ReturnBuffers();
    }

    private void NoteRefusedValues(CollectedChunk collected, string field, ReadOnlySpan<IdentifierStatus> statuses)
    {
        for (int row = 0; row < statuses.Length && _refusedValues.Count < _maxRefusedValues; row++)
        {
            if (statuses[row] is not (IdentifierStatus.Valid or IdentifierStatus.Blank))
                _refusedValues.Add((collected.SegmentIndex, new RefusedValue(collected.Segment, collected.Chunk.FirstOrdinal + row, field, statuses[row])));
        }
    }

    private void EnsureBuffers(int rows)
    {
        if (_digests.Length >= rows)
            return;
        ReturnBuffers();
        _digests = ArrayPool<Sha256Digest>.Shared.Rent(rows);
        _statuses = ArrayPool<IdentifierStatus>.Shared.Rent(rows);
    }

    private void ReturnBuffers()
    {
        if (_digests.Length == 0)
            return;
        ArrayPool<Sha256Digest>.Shared.Return(_digests, clearArray: true);
        ArrayPool<IdentifierStatus>.Shared.Return(_statuses);
        _digests = [];
        _statuses = [];
    }
}
