using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;

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

    /// <summary>Gives the plan of a run that knows who is in the audience.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="exact">What is to be sent.</param>
    public ExportPlan Plan(AudienceId audience, WantedIdentifiers wanted, ExactPlan exact)
    {
        (ExportPlan plan, _) = Plan(audience, wanted);
        (IdentifierKind Kind, RequestCut Cut)[] requests = [.. exact.Kinds.SelectMany(static kind => kind.Cuts.Select(cut => (kind.Kind, cut)))];
        return plan with
        {
            Identifiers =
            [
                .. plan.Identifiers.Select(counts => WithPlanned(counts, exact.Kinds.FirstOrDefault(kind => kind.Kind == counts.Kind))),
                .. exact.Kinds.Where(kind => plan.Identifiers.All(counts => counts.Kind != kind.Kind)).Select(static kind => WithPlanned(new IdentifierCounts(kind.Kind), kind)),
            ],
            Warnings = [.. plan.Warnings, .. exact.Warnings],
            Problem = plan.Problem ?? exact.Problem,
            Token = exact.Token,
            WithheldRemovals = exact.Withheld,
            Requests = requests.Length,
            Bytes = requests.Sum(static request => UsersContent.GetLength(request.Kind, request.Cut.Count)),
            LeastTime = LeastTime(requests.Length),
        };
    }

    private static IdentifierCounts WithPlanned(IdentifierCounts counts, KindPlan? kind) => counts with
    {
        Added = kind?.Added ?? 0,
        Removed = kind?.Removed ?? 0,
        Unchanged = kind?.Unchanged ?? 0,
        Suppressed = kind?.Suppressed ?? 0,
    };

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
                $"None of the {wanted.Segments.Sum(static segment => segment.Read)} profiles has a usable identifier; {UnusableAdvice.For(wanted.Kinds.Select(static kind => kind.Counts))}. Nothing is sent.");
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
