namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>A run's hold on what is known of its audience, from before it reads until its commit.</summary>
/// <param name="membership">What is known.</param>
/// <param name="suppressions">The list of who was erased.</param>
/// <param name="lease">Ends a lease of this process; null if somebody else holds the lease, or the run only looks.</param>
internal sealed class ExactSession(AudienceMembership membership, SuppressionList suppressions, IDisposable? lease) : IDisposable
{
    public AudienceMembership Membership => membership;

    public SuppressionList Suppressions => suppressions;

    /// <summary>Ends the run: what became of its requests is folded into what is known.</summary>
    /// <param name="plan">The plan it followed.</param>
    /// <param name="wanted">What it read.</param>
    /// <param name="isFinished">Whether every request was answered.</param>
    /// <param name="audience">The audience afterwards, or null if it was not read.</param>
    public Task CommitAsync(ExactPlan plan, WantedIdentifiers wanted, bool isFinished, SnapchatAudience? audience)
    {
        AudienceFacts? facts = audience is not null && audience.UploadStatus != AudienceUploadStatus.Processing ? AudienceFacts.Of(audience) : null;
        RunMemory? memory = isFinished
            ? new RunMemory(
                plan.Draft.Nature.Purpose == RunPurpose.Mirror ? plan.Draft.Terms : plan.Withheld > 0 ? membership.State.MirrorTerms : null,
                [.. wanted.Segments.Select(static segment => new SegmentSize(segment.Segment, segment.Read))],
                plan.IsConfirmed)
            : null;

        // What was sent has to be on record, also of a run that was canceled.
        return membership.CommitAsync(new RunEnd(isFinished, facts, memory), CancellationToken.None);
    }

    public void Dispose()
    {
        membership.Dispose();
        lease?.Dispose();
    }
}
