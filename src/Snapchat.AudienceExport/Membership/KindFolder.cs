using System.Buffers;
using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Folds what a journal says of one kind into its snapshot, partition by partition.</summary>
/// <param name="kind">The kind.</param>
/// <param name="snapshot">What was known before, or null if nothing was.</param>
/// <param name="planned">What the plan sends, or null if it sends nothing of this kind.</param>
/// <param name="run">What the run meant to do.</param>
/// <param name="progress">What is on record.</param>
internal sealed class KindFolder(IdentifierKind kind, DigestTable? snapshot, DigestTable? planned, RunNature run, JournalProgress progress)
{
    private readonly RuleTable _fold = new(digest => MembershipRules.Fold(digest, run, progress.Clear));

    /// <summary>Gets |S| of the partitions folded so far.</summary>
    public long Surely { get; private set; }

    /// <summary>Gets |M| of the partitions folded so far.</summary>
    public long Maybe { get; private set; }

    /// <summary>Gets how many of those the plan removes may be there all the same, in the partitions folded so far.</summary>
    public long RemovedMaybe { get; private set; }

    /// <summary>Folds all partitions.</summary>
    /// <returns>Each partition with the columns of a snapshot, valid until the next is asked for.</returns>
    public async IAsyncEnumerable<TableRows> FoldAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var known = new TableRows(SnapshotColumns.Count);
        using var plan = new TableRows(Enum.GetValues<PlanColumn>().Length);
        using var partition = new MarkedPartition();
        long[] starts = new long[plan.Columns];
        for (int index = 0; index < DigestCollector.PartitionCount; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            partition.Clear();
            if (snapshot is not null)
            {
                await snapshot.ReadAsync(index, known, cancellationToken).ConfigureAwait(false);
                SnapshotColumns.Merge(known, partition);
            }

            if (planned is not null)
            {
                await planned.ReadAsync(index, plan, cancellationToken).ConfigureAwait(false);
                MergePlan(plan, starts, partition);
            }

            CountRemovedMaybe(partition.Marks);
            _fold.Apply(partition.Marks);
            Surely += partition.CountWhere(DigestMarks.Surely, DigestMarks.Surely);
            Maybe += partition.CountWhere(DigestMarks.Maybe, DigestMarks.Maybe);
            SnapshotColumns.Split(partition, known);
            yield return known;
        }
    }

    private void CountRemovedMaybe(ReadOnlySpan<DigestMarks> marks)
    {
        foreach (DigestMarks digest in marks)
        {
            if (digest.HasFlag(DigestMarks.Removed) && MembershipRules.Fold(digest, run, progress.Clear).HasFlag(DigestMarks.Maybe))
                RemovedMaybe++;
        }
    }

    private void MergePlan(TableRows plan, long[] starts, MarkedPartition partition)
    {
        for (int column = 0; column < plan.Columns; column++)
        {
            ReadOnlySpan<Sha256Digest> digests = plan[column];
            DigestMarks[] buffer = ArrayPool<DigestMarks>.Shared.Rent(digests.Length);
            Span<DigestMarks> marks = buffer.AsSpan(0, digests.Length);
            progress.Mark(kind, (PlanColumn)column, starts[column], marks);
            partition.Merge(digests, marks);
            starts[column] += digests.Length;
            ArrayPool<DigestMarks>.Shared.Return(buffer);
        }
    }
}
