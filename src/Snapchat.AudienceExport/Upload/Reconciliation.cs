namespace Snapchat.AudienceExport.Upload;

/// <summary>Compares what Snapchat acknowledged with what was sent.</summary>
internal static class Reconciliation
{
    // Above this share of what was sent, a shortfall is more than the odd identifier Snapchat drops.
    private const double TolerableShare = 0.001;

    /// <summary>Judges a run whose requests were all answered.</summary>
    /// <returns>A problem if noticeably fewer identifiers were acknowledged than sent, a warning if slightly fewer, else neither.</returns>
    public static (ExportProblem? Problem, ExportWarning? Warning) Judge(IReadOnlyList<UploadRequestReport> requests)
    {
        // Snapchat does not count a removed person who was not there, so a short removal says nothing.
        UploadRequestReport[] additions = [.. requests.Where(static request => !request.IsRemoval)];
        long sent = additions.Sum(static request => (long)request.Sent);
        long missing = sent - additions.Sum(static request => request.Accepted);
        if (missing == 0)
            return (null, null);
        string finding = $"Snapchat acknowledged {sent - missing} of {sent} identifiers, also when the short requests were sent again";
        return missing > sent * TolerableShare
            ? (new ExportProblem(ExportProblemCode.ShortCount, ProblemCulprit.External, $"{finding}; run the export again, and ask Snapchat's support with the request IDs of the report if it stays so."), null)
            : (null, new ExportWarning(ExportWarningCode.ShortCount, $"{finding}; the next run sends them again."));
    }

    /// <summary>Puts what was sent and acknowledged in place of what was planned.</summary>
    public static IdentifierCounts WithAcknowledged(IdentifierCounts planned, IReadOnlyList<UploadRequestReport> requests) => planned with
    {
        Added = requests.Where(request => request.Kind == planned.Kind && !request.IsRemoval).Sum(static request => (long)request.Sent),
        Removed = requests.Where(request => request.Kind == planned.Kind && request.IsRemoval).Sum(static request => (long)request.Sent),
        Accepted = requests.Where(request => request.Kind == planned.Kind && !request.IsRemoval).Sum(static request => request.Accepted),
    };
}
