namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>The people of the segments in the cluster tests: the same in every process, and different in each segment.</summary>
internal static class GeneratedPeople
{
    public static IEnumerable<string> Of(SegmentId segment, int count) => Enumerable.Range(0, count).Select(number => $"{segment}-{number}@example.com");

    public static HashSet<Sha256Digest> DigestsOf(SegmentId segment, int count) => [.. Of(segment, count).Select(static email =>
    {
        EmailHasher.Hash(email, out Sha256Digest digest);
        return digest;
    })];
}
