using System.Buffers;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Reads segments chunk by chunk, hashes their identifiers and collects the distinct ones. Plain text ends here.</summary>
internal sealed class SegmentCollector : IDisposable
{
    private readonly IReadOnlyList<IdentifierMapping> _mappings;
    private readonly string[] _fields;
    private readonly int _maxRefusedValues;
    private readonly ExportMetrics _metrics;
    private readonly SortedDictionary<IdentifierKind, (IdentifierTally Tally, DigestCollector Digests)> _kinds = [];
    private readonly List<SegmentCount> _segments = [];
    private readonly List<RefusedValue> _refusedValues = [];
    private Sha256Digest[] _digests = [];
    private IdentifierStatus[] _statuses = [];

    public SegmentCollector(IReadOnlyList<IdentifierMapping> mappings, int maxRefusedValues, ArrayPool<Sha256Digest> pages, ExportMetrics metrics)
    {
        _mappings = mappings;
        _fields = [.. mappings.Select(static mapping => mapping.Field).Distinct(StringComparer.Ordinal)];
        _maxRefusedValues = maxRefusedValues;
        _metrics = metrics;
        foreach (IdentifierMapping mapping in mappings)
        {
            if (!_kinds.ContainsKey(mapping.Kind))
                _kinds.Add(mapping.Kind, (new IdentifierTally(mapping.Kind), new DigestCollector(pages)));
        }
    }

    /// <summary>Reads all members of the segments.</summary>
    /// <returns>What the segments want in the audience; the caller disposes it.</returns>
    public async Task<WantedIdentifiers> CollectAsync(GuardedSource source, IReadOnlyList<SegmentInfo> segments, Actor? exportUser, RunProgress progress, CancellationToken cancellationToken)
    {
        long? total = segments.Aggregate((long?)0, static (sum, segment) => sum + segment.MemberCount);
        long done = 0;
        progress.Report(ExportStage.Collecting, done, total);
        foreach (SegmentInfo segment in segments)
        {
            long read = 0;
            var request = new SegmentReadRequest(segment.Id, _fields) { ExportUser = exportUser };
            await foreach (ProfileChunk chunk in source.ReadAsync(request, cancellationToken).ConfigureAwait(false))
            {
                using (chunk)
                {
                    Add(segment.Id, chunk);
                    read += chunk.Count;
                    done += chunk.Count;
                }

                _metrics.ProfilesRead(chunk.Count);
                progress.Report(ExportStage.Collecting, done, total);
            }

            _segments.Add(new SegmentCount(segment.Id, segment.Name, read));
        }

        progress.Report(ExportStage.Planning, 0, null);
        return Seal(cancellationToken);
    }

    public void Dispose()
    {
        foreach ((_, DigestCollector digests) in _kinds.Values)
            digests.Dispose();
        ReturnBuffers();
    }

    private void Add(SegmentId segment, ProfileChunk chunk)
    {
        if (chunk.FieldCount != _fields.Length)
        {
            throw new AudienceExportValidationException(
                $"Segment '{segment}' could not be read: its source returned chunks of {chunk.FieldCount} columns where {_fields.Length} fields were asked for.");
        }

        EnsureBuffers(chunk.Count);
        Span<Sha256Digest> digests = _digests.AsSpan(0, chunk.Count);
        Span<IdentifierStatus> statuses = _statuses.AsSpan(0, chunk.Count);
        foreach (IdentifierMapping mapping in _mappings)
        {
            EmailHasher.HashColumn(chunk.GetColumn(Array.IndexOf(_fields, mapping.Field)), digests, statuses);
            (IdentifierTally tally, DigestCollector collector) = _kinds[mapping.Kind];
            tally.Add(statuses);
            collector.AddValid(digests, statuses);
            NoteRefusedValues(segment, chunk.FirstOrdinal, mapping.Field, statuses);
        }
    }

    private void NoteRefusedValues(SegmentId segment, long firstOrdinal, string field, ReadOnlySpan<IdentifierStatus> statuses)
    {
        for (int row = 0; row < statuses.Length && _refusedValues.Count < _maxRefusedValues; row++)
        {
            if (statuses[row] is not (IdentifierStatus.Valid or IdentifierStatus.Blank))
                _refusedValues.Add(new RefusedValue(segment, firstOrdinal + row, field, statuses[row]));
        }
    }

    private WantedIdentifiers Seal(CancellationToken cancellationToken)
    {
        var kinds = new List<(IdentifierCounts, DigestSet)>(_kinds.Count);
        foreach ((IdentifierTally tally, DigestCollector collector) in _kinds.Values)
        {
            DigestSet digests = collector.Seal(cancellationToken);
            kinds.Add((tally.ToCounts(digests.Count), digests));
            tally.Report(_metrics);
        }

        return new WantedIdentifiers { Kinds = kinds, Segments = _segments, RefusedValues = _refusedValues };
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
