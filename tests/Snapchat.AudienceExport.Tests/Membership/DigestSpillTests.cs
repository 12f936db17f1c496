using System.Text;
using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class DigestSpillTests : IDisposable
{
    private readonly StateFolder _folder = new();

    [Fact]
    public void RunsOfAPartition_AreMergedToOneSet()
    {
        Sha256Digest[] digests = MembershipHarness.Digests(20_000, seed: 31);
        using var spill = new DigestSpill(_folder.Path);
        Parallel.ForEach(Enumerable.Range(0, 4), part => Add(spill, digests.AsSpan(part * 4_000, 8_000)));

        var found = new List<Sha256Digest>();
        using var partition = new MarkedPartition();
        for (int index = 0; index < 256; index++)
        {
            partition.Clear();
            spill.MergeInto(index, partition, DigestMarks.Wanted);
            found.AddRange(partition.Digests.ToArray());
            Assert.Equal(partition.Count, partition.CountWhere(DigestMarks.All, DigestMarks.Wanted));
        }

        Assert.Equal(digests.Order(), found);
        Assert.InRange(spill.Length, 4 * 8_000 * Sha256Digest.Length, 4 * ((8_000 * Sha256Digest.Length) + (256 * 16)));
    }

    [Fact]
    public void TheFolder_HoldsNoDigestInClear_AndNothingAfterwards()
    {
        Sha256Digest[] digests = MembershipHarness.Digests(2_000, seed: 32);
        var spill = new DigestSpill(_folder.Path);
        Add(spill, digests);

        // Where a file can do without a name, none is seen at all.
        string[] files = Directory.GetFiles(_folder.Path);
        Assert.True(OperatingSystem.IsWindows() || files.Length == 0);
        foreach (byte[] bytes in files.Select(File.ReadAllBytes))
            Assert.All(digests, digest => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(digest.ToString()[..12]))));
        spill.Dispose();
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static void Add(DigestSpill spill, ReadOnlySpan<Sha256Digest> digests)
    {
        foreach (IGrouping<int, Sha256Digest> partition in digests.ToArray().Order().GroupBy(static digest => digest.Partition))
            spill.Add(partition.Key, [.. partition]);
    }
}
