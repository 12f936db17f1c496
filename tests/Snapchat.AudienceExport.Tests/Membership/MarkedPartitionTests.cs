using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class MarkedPartitionTests
{
    private const DigestMarks Left = DigestMarks.Surely;
    private const DigestMarks Right = DigestMarks.Wanted;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(1, 1_000)]
    [InlineData(1_000, 1_000)]
    public void Merge_GivesUnionDifferenceAndIntersection(int leftCount, int rightCount)
    {
        Sha256Digest[] all = MembershipHarness.Digests(leftCount + rightCount, seed: 21);
        Sha256Digest[] left = [.. all[..leftCount].Order()];
        Sha256Digest[] right = [.. all.AsSpan((leftCount / 2)..(leftCount / 2 + rightCount)).ToArray().Order()];
        using var partition = new MarkedPartition();

        partition.Merge(left, Left);
        partition.Merge(right, Right);

        Assert.Equal(left.Union(right).Order(), partition.Digests.ToArray());
        Assert.Equal(left.Except(right).Order(), Where(partition, Left));
        Assert.Equal(right.Except(left).Order(), Where(partition, Right));
        Assert.Equal(left.Intersect(right).Order(), Where(partition, Left | Right));
    }

    [Fact]
    public void Clear_StartsTheNextPartition_InTheSameMemory()
    {
        using var partition = new MarkedPartition();
        Sha256Digest[] first = [.. MembershipHarness.Digests(500, seed: 1).Order()], second = [.. MembershipHarness.Digests(20, seed: 2).Order()];
        partition.Merge(first, Left);
        partition.Clear();

        partition.Merge(second, Right);

        Assert.Equal(second, partition.Digests.ToArray());
        Assert.Equal(20, partition.CountWhere(DigestMarks.All, Right));
    }

    [Fact]
    public void Merge_OfTheSameSizes_AllocatesNothing()
    {
        using var partition = new MarkedPartition();
        Sha256Digest[] digests = [.. MembershipHarness.Digests(10_000, seed: 3).Order()];
        MergeBoth();

        long before = GC.GetAllocatedBytesForCurrentThread();
        MergeBoth();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void MergeBoth()
        {
            partition.Clear();
            partition.Merge(digests, Left);
            partition.Merge(digests, Right);
        }
    }

    [Fact]
    public void RuleTable_AppliesTheRuleToEveryCombination()
    {
        var run = new RunNature(RunPurpose.Mirror);
        DigestMarks[] marks = [.. Enumerable.Range(0, (int)DigestMarks.All + 1).Select(static number => (DigestMarks)number)];
        DigestMarks[] expected = [.. marks.Select(digest => MembershipRules.Plan(digest, run))];

        new RuleTable(digest => MembershipRules.Plan(digest, run)).Apply(marks);

        Assert.Equal(expected, marks);
    }

    private static Sha256Digest[] Where(MarkedPartition partition, DigestMarks marks)
    {
        var found = new Sha256Digest[partition.CountWhere(DigestMarks.All, marks)];
        Assert.Equal(found.Length, partition.CopyWhere(DigestMarks.All, marks, found));
        return found;
    }
}
