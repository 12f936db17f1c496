using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The open journal of a run: a sealed plan whose requests can be read, and the records of what became of them.</summary>
internal sealed class RunJournal(IMembershipStore store, AudienceId audience, StoredLease lease, SealedPlan plan, IReadOnlyDictionary<IdentifierKind, DigestTable> tables, JournalProgress progress)
    : IDisposable
{
    private readonly SemaphoreSlim _appending = new(1);
    private readonly SemaphoreSlim _reading = new(1);
    private long _position;

    // The partition that was read last: a request mostly begins where the one before it ended, and partitions can be large.
    private (IdentifierKind Kind, int Partition, TableRows Rows)? _read;

    public SealedPlan Plan => plan;

    public JournalProgress Progress => progress;

    public DigestTable? TableOf(IdentifierKind kind) => tables.GetValueOrDefault(kind);

    /// <summary>Takes the records of an earlier process. What follows the last whole one was torn off when the process died.</summary>
    public void Replay(ReadOnlySpan<byte> log)
    {
        while (log.Length >= JournalRecord.Length && JournalRecord.TryRead(log[..JournalRecord.Length], out JournalRecord record) && record.Request <= plan.Requests.Count)
        {
            progress.Apply(record);
            _position += JournalRecord.Length;
            log = log[JournalRecord.Length..];
        }
    }

    /// <summary>Makes a record durable; only then does it take effect.</summary>
    /// <exception cref="AudienceExportConcurrencyException">The lease is lost.</exception>
    public async Task RecordAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        await _appending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await store.AppendAsync(audience, JournalNames.Log(plan.Run), _position, record.ToBytes(), lease, cancellationToken).ConfigureAwait(false);
            _position += JournalRecord.Length;
            progress.Apply(record);
        }
        finally
        {
            _appending.Release();
        }
    }

    /// <summary>Reads the digests of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="destination">As long as the request says.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="MembershipStateException">They are not the ones that were planned.</exception>
    public async Task ReadAsync(SealedRequest request, Memory<Sha256Digest> destination, CancellationToken cancellationToken)
    {
        // One at a time: reading is much faster than sending, and so no more than one partition is in memory.
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DigestTable table = tables[request.Kind];
            int column = (int)request.Column;
            long start = 0;
            for (int partition = 0; partition < DigestCollector.PartitionCount; partition++)
            {
                int count = table.CountOf(partition, column);
                int first = (int)Math.Clamp(request.Start - start, 0, count);
                int end = (int)Math.Clamp(request.Start + request.Count - start, 0, count);
                if (end > first)
                {
                    TableRows rows = await ReadAsync(table, request.Kind, partition, cancellationToken).ConfigureAwait(false);
                    rows[column][first..end].CopyTo(destination.Span[(int)(start + first - request.Start)..]);
                }

                start += count;
            }
        }
        finally
        {
            _reading.Release();
        }

        if (RequestCutter.ChecksumOf(destination.Span[..request.Count]) != request.Checksum)
        {
            throw new MembershipStateException(
                $"Request {request.Number} of run {plan.Run} does not hold the digests that were planned, so it is not sent; start a new run, which supersedes this one.");
        }
    }

    public void Dispose()
    {
        _appending.Dispose();
        _reading.Dispose();
        _read?.Rows.Dispose();
        foreach (DigestTable table in tables.Values)
            table.Dispose();
    }

    private async Task<TableRows> ReadAsync(DigestTable table, IdentifierKind kind, int partition, CancellationToken cancellationToken)
    {
        if (_read is { } read && (read.Kind, read.Partition) == (kind, partition))
            return read.Rows;

        // All tables of a plan have the same columns. What is half read is nobody's.
        TableRows rows = _read?.Rows ?? new TableRows(table.Columns);
        _read = (kind, -1, rows);
        await table.ReadAsync(partition, rows, cancellationToken).ConfigureAwait(false);
        _read = (kind, partition, rows);
        return rows;
    }
}
