using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The columns of a snapshot: each digest is in the one that has its marks.</summary>
internal static class SnapshotColumns
{
    public const int Count = 4;

    private static readonly DigestMarks[] Marks =
    [
        DigestMarks.Surely | DigestMarks.Maybe,
        DigestMarks.Maybe,
        DigestMarks.Maybe | DigestMarks.ShortOnce,
        DigestMarks.Maybe | DigestMarks.ShortTwice,
    ];

    /// <summary>Reads a snapshot.</summary>
    /// <param name="snapshot">The snapshot, or null if there is none: then nothing is in any partition.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>All partitions, in their order, each valid until the next is asked for.</returns>
    public static async IAsyncEnumerable<TableRows> ReadAsync(DigestTable? snapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var rows = new TableRows(Count);
        for (int partition = 0; partition < DigestCollector.PartitionCount; partition++)
        {
            if (snapshot is not null)
                await snapshot.ReadAsync(partition, rows, cancellationToken).ConfigureAwait(false);
            yield return rows;
        }
    }

    /// <summary>Gives the digests of a snapshot's partition their marks.</summary>
    public static void Merge(TableRows rows, MarkedPartition partition)
    {
        for (int column = 0; column < Count; column++)
            partition.Merge(rows[column], Marks[column]);
    }

    /// <summary>Puts each digest of which something is known into its column.</summary>
    public static void Split(MarkedPartition partition, TableRows rows)
    {
        rows.Clear();
        foreach (DigestMarks marks in Marks)
            rows.AddColumn(partition, DigestMarks.State, marks);
    }
}
