using System.Buffers;
using System.Runtime.InteropServices;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Planning;

namespace Snapchat.AudienceExport.Tests.Planning;

public sealed class ExportPlannerTests
{
    private static readonly AudienceId Audience = AudienceId.Parse("5677923948298240");

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(1, 100, 1)]
    [InlineData(100, 100, 1)]
    [InlineData(101, 100, 2)]
    [InlineData(5_000, 7, 715)]
    public void Plan_CoversEveryDigestOnceInAsFewRequestsAsAllowed(int digests, int perRequest, int expected)
    {
        using WantedIdentifiers wanted = Wanted(digests);

        (ExportPlan plan, IReadOnlyList<PlannedRequest> requests) = Plan(wanted, options => options.MaxIdentifiersPerRequest = perRequest);

        Assert.Equal(expected, plan.Requests);
        Assert.Equal(expected, requests.Count);
        Assert.Equal(Enumerable.Range(1, expected), requests.Select(request => request.Number));
        long next = 0;
        foreach (PlannedRequest request in requests)
        {
            Assert.Equal(next, request.Start);
            Assert.InRange(request.Count, 1, perRequest);
            next += request.Count;
        }

        Assert.Equal(digests, next);
        Assert.Equal(digests, plan.Identifiers.Single().Added);
    }

    [Fact]
    public void Plan_CountsTheBytesOfTheBodies()
    {
        using WantedIdentifiers wanted = Wanted(3);

        (ExportPlan plan, _) = Plan(wanted, options => options.MaxIdentifiersPerRequest = 2);

        string digest = new('0', 64);
        int two = $$"""{"users":[{"schema":["EMAIL_SHA256"],"data":[["{{digest}}"],["{{digest}}"]]}]}""".Length;
        int one = $$"""{"users":[{"schema":["EMAIL_SHA256"],"data":[["{{digest}}"]]}]}""".Length;
        Assert.Equal(two + one, plan.Bytes);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 100)]
    [InlineData(1_000, 99_000)]
    public void Plan_LeastTimeIsThatOfAFullBucketAndTheRate(int requests, int milliseconds)
    {
        using WantedIdentifiers wanted = Wanted(requests);

        (ExportPlan plan, _) = Plan(wanted, options => options.MaxIdentifiersPerRequest = 1);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), plan.LeastTime);
    }

    [Fact]
    public void Plan_OfMoreThanMaxProfiles_HasAProblem()
    {
        using WantedIdentifiers wanted = Wanted(3);

        (ExportPlan allowed, _) = Plan(wanted, options => options.MaxProfiles = 3);
        (ExportPlan refused, _) = Plan(wanted, options => options.MaxProfiles = 2);

        Assert.Null(allowed.Problem);
        Assert.Equal(ExportProblemCode.TooManyProfiles, refused.Problem?.Code);
        Assert.Contains("MaxProfiles allows 2", refused.Problem?.Message, StringComparison.Ordinal);
    }

    private static (ExportPlan Plan, IReadOnlyList<PlannedRequest> Requests) Plan(WantedIdentifiers wanted, Action<SnapchatAudienceExportOptions> configure)
    {
        var options = new SnapchatAudienceExportOptions();
        configure(options);
        return new ExportPlanner(options).Plan(Audience, wanted);
    }

    private static WantedIdentifiers Wanted(int count)
    {
        var rows = new Sha256Digest[count];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(rows.AsSpan()));
        using var collector = new DigestCollector(ArrayPool<Sha256Digest>.Shared);
        collector.AddValid(rows, new IdentifierStatus[count]);
        DigestSet set = collector.Seal([], CancellationToken.None);
        return new WantedIdentifiers
        {
            Kinds = [(new IdentifierCounts(IdentifierKind.Email) { Read = count, Unique = count }, set)],
            Segments = [new SegmentCount(SegmentId.Parse("all"), "All", count)],
            RefusedValues = [],
        };
    }
}
