namespace Snapchat.AudienceExport.Upload;

/// <summary>Compares what Snapchat acknowledged with what was sent.</summary>
internal static class Reconciliation
{
    // Above this share of what was sent, a shortfall is more than the odd identifier Snapchat drops.
    private const double TolerableShare = 0.001;

    /// <summary>Judges a run whose requests were all answered.</summary>
    /// <returns>A problem if noticeably fewer additions were acknowledged than sent, else a warning per direction that is short.</returns>
    public static (ExportProblem? Problem, IReadOnlyList<ExportWarning> Warnings) Judge(IReadOnlyList<UploadRequestReport> requests)
    {
        (long sent, long missing) = Count(requests, isRemoval: false);
        (long removed, long notRemoved) = Count(requests, isRemoval: true);
        string finding = $"Snapchat acknowledged {sent - missing} of {sent} identifiers, also when the short requests were sent again";
        ExportProblem? problem = missing > sent * TolerableShare
            ? new ExportProblem(ExportProblemCode.ShortCount, ProblemCulprit.External, $"{finding}; run the export again, and ask Snapchat's support with the request IDs of the report if it stays so.")
            : null;
        List<ExportWarning> warnings = [];
        if (problem is null && missing > 0)
            warnings.Add(new(ExportWarningCode.ShortCount, $"{finding}; the next run sends them again."));

        // It does not count who was not there, so a short removal says little, and fails nothing.
        if (notRemoved > 0)
            warnings.Add(new(ExportWarningCode.ShortRemoval, $"Snapchat acknowledged {removed - notRemoved} of {removed} removals; it does not count who was not there any more. Whoever the short requests carried counts as perhaps there, and later runs remove them again, until they were acknowledged in full or in three runs."));
        return (problem, warnings);
    }

    /// <summary>Puts what was sent and acknowledged in place of what was planned.</summary>
    public static IdentifierCounts WithAcknowledged(IdentifierCounts planned, IReadOnlyList<UploadRequestReport> requests) => planned with
    {
        Added = requests.Where(request => request.Kind == planned.Kind && !request.IsRemoval).Sum(static request => (long)request.Sent),
        Removed = requests.Where(request => request.Kind == planned.Kind && request.IsRemoval).Sum(static request => (long)request.Sent),
        Accepted = requests.Where(request => request.Kind == planned.Kind && !request.IsRemoval).Sum(static request => request.Accepted),
    };

    private static (long Sent, long Missing) Count(IReadOnlyList<UploadRequestReport> requests, bool isRemoval)
    {
        long sent = requests.Where(request => request.IsRemoval == isRemoval).Sum(static request => (long)request.Sent);
        return (sent, sent - requests.Where(request => request.IsRemoval == isRemoval).Sum(static request => request.Accepted));
    }
}
