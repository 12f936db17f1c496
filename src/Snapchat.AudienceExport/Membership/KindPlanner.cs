using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Plans one kind of identifier, partition by partition: which digests are added, removed, left alone.</summary>
/// <param name="demand">Who is wanted, and who was erased.</param>
/// <param name="known">What is known: all partitions, with the columns of <see cref="SnapshotColumns"/>.</param>
/// <param name="run">What the run means to do.</param>
/// <param name="maxPerRequest">The most digests in a request.</param>
internal sealed class KindPlanner(KindDemand demand, IAsyncEnumerable<TableRows> known, RunNature run, int maxPerRequest)
{
    private const DigestMarks WantedNotErased = DigestMarks.Wanted | DigestMarks.Erased;

    private readonly RuleTable _plan = new(digest => MembershipRules.Plan(digest, run));
    private readonly RequestCutter[] _cutters = [.. Enum.GetValues<PlanColumn>().Select(column => new RequestCutter(column, maxPerRequest))];
    private long _wanted, _unchanged, _suppressed, _surely, _surelyUnwanted, _staying;

    /// <summary>Plans all partitions.</summary>
    /// <returns>Each partition with its columns as in <see cref="PlanColumn"/>, valid until the next is asked for.</returns>
    public async IAsyncEnumerable<TableRows> PlanAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var partition = new MarkedPartition();
        using var planned = new TableRows(_cutters.Length);
        int index = 0;
        await foreach (TableRows rows in known.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            partition.Clear();
            SnapshotColumns.Merge(rows, partition);
            demand.Wanted.MergeInto(index, partition, DigestMarks.Wanted);
            demand.Erased.MergeInto(index, partition, DigestMarks.Erased);
            Count(partition);
            _plan.Apply(partition.Marks);
            planned.Clear();
            planned.AddColumn(partition, DigestMarks.Added, DigestMarks.Added);
            planned.AddColumn(partition, DigestMarks.Removed | DigestMarks.Surely, DigestMarks.Removed | DigestMarks.Surely);
            planned.AddColumn(partition, DigestMarks.Removed | DigestMarks.Surely, DigestMarks.Removed);
            for (int column = 0; column < _cutters.Length; column++)
                _cutters[column].Add(planned[column]);
            index++;
            yield return planned;
        }
    }

    /// <returns>The plan, once all partitions are planned.</returns>
    public KindPlan Finish() =>
        new(demand.Kind, _wanted, _unchanged, _suppressed, _surely, _surelyUnwanted, _staying, [.. _cutters.SelectMany(static cutter => cutter.Finish())]);

    private void Count(MarkedPartition partition)
    {
        long wanted = partition.CountWhere(WantedNotErased, DigestMarks.Wanted);
        long unchanged = partition.CountWhere(WantedNotErased | DigestMarks.Surely, DigestMarks.Wanted | DigestMarks.Surely);
        long surely = partition.CountWhere(DigestMarks.Surely, DigestMarks.Surely);
        _wanted += wanted;
        _unchanged += run.ForgetsSurely ? 0 : unchanged;
        _surely += surely;
        _surelyUnwanted += surely - unchanged;
        _staying += partition.CountWhere(WantedNotErased | DigestMarks.Maybe, DigestMarks.Wanted | DigestMarks.Maybe);
        _suppressed += partition.CountWhere(WantedNotErased, WantedNotErased);
    }
}
