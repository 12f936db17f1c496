using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Planning;

/// <summary>Decides what is sent: everything that is wanted, in as few requests as Snapchat's limit allows.</summary>
internal sealed class ExportPlanner(SnapchatAudienceExportOptions options)
{
    /// <summary>Plans the requests; nothing is sent yet.</summary>
    /// <returns>The plan for people, and the requests that carry it out.</returns>
    public (ExportPlan Plan, IReadOnlyList<PlannedRequest> Requests) Plan(AudienceId audience, WantedIdentifiers wanted)
    {
        var requests = new List<PlannedRequest>();
        foreach ((IdentifierCounts counts, DigestSet digests) in wanted.Kinds)
        {
            for (long start = 0; start < digests.Count; start += options.MaxIdentifiersPerRequest)
            {
                int count = (int)Math.Min(options.MaxIdentifiersPerRequest, digests.Count - start);
                requests.Add(new PlannedRequest(requests.Count + 1, counts.Kind, digests, start, count));
            }
        }

        var plan = new ExportPlan(audience)
        {
            Identifiers = [.. wanted.Kinds.Select(static kind => kind.Counts with { Added = kind.Digests.Count })],
            Segments = wanted.Segments,
            RefusedValues = wanted.RefusedValues,
            Warnings = [.. wanted.Segments.Where(static segment => segment.Read == 0).Select(Empty)],
            Problem = FindProblem(wanted),
            Requests = requests.Count,
            Bytes = requests.Sum(static request => UsersContent.GetLength(request.Kind, request.Count)),
            LeastTime = LeastTime(requests.Count),
        };
        return (plan, requests);
    }

    private static ExportWarning Empty(SegmentCount segment) =>
        new(ExportWarningCode.EmptySegment, $"Segment '{segment.Segment}' has no members; check its rules if that is not what you expect.");

    private ExportProblem? FindProblem(WantedIdentifiers wanted)
    {
        foreach ((IdentifierCounts counts, _) in wanted.Kinds)
        {
            if (counts.Unique > options.MaxProfiles)
            {
                return new ExportProblem(
                    ExportProblemCode.TooManyProfiles,
                    ProblemCulprit.User,
                    $"The segments hold {counts.Unique} distinct identifiers of kind {counts.Kind}, and MaxProfiles allows {options.MaxProfiles}; choose fewer segments or raise MaxProfiles. Nothing is sent.");
            }
        }

        if (wanted.Kinds.All(static kind => kind.Counts.Unique == 0) && wanted.Kinds.Any(static kind => kind.Counts.Read > 0))
        {
            return new ExportProblem(
                ExportProblemCode.NoUsableIdentifier,
                ProblemCulprit.User,
                $"None of the {wanted.Segments.Sum(static segment => segment.Read)} profiles has a usable identifier; check that the mapped field is the right one. Nothing is sent.");
        }

        return null;
    }

    // A full bucket lets its capacity (one second's worth) go at once; the rest comes at the rate.
    private TimeSpan LeastTime(int requests)
    {
        int rate = Math.Min(options.MaxRequestsPerSecondPerConnection, options.MaxRequestsPerSecondPerApp);
        return TimeSpan.FromSeconds(Math.Max(0, requests - rate) / (double)rate);
    }
}
