using Snapchat.AudienceExport.Membership.Guards;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>What a run means to do, planned against what is known of the audience; nothing is sealed yet.</summary>
/// <param name="Draft">What is to be sealed.</param>
/// <param name="Kinds">What it sends, per kind.</param>
/// <param name="Reason">Why everybody is sent, if so.</param>
internal sealed record ExactPlan(PlanDraft Draft, IReadOnlyList<KindPlan> Kinds, FullSendReason Reason)
{
    /// <summary>Gets the token that confirms the removals, also those withheld; null if there are none.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the audience as it was when the plan was made; null if the plan has a problem.</summary>
    public AudienceFacts? Facts { get; init; }

    /// <summary>Gets how the history of the audience was lost, if that was found now; null if it was not.</summary>
    public string? Loss { get; init; }

    /// <summary>Gets whether a person has confirmed the removals.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Gets how many removals are withheld.</summary>
    public long Withheld { get; init; }

    /// <summary>Gets why they are; empty if none are.</summary>
    public IReadOnlyList<RemovalDoubt> Doubts { get; init; } = [];

    /// <summary>Gets whether the audience holds people whom this system did not send, as far as one can tell.</summary>
    public bool HasOthers { get; init; }

    /// <summary>Gets what a person should know beforehand.</summary>
    public IReadOnlyList<ExportWarning> Warnings
    {
        get
        {
            List<ExportWarning> warnings = [];
            if (Doubts.Count > 0)
                warnings.Add(new(ExportWarningCode.RemovalsWithheld, $"{(Withheld == 0 ? "Nobody is removed" : $"{Withheld} removals are withheld")}, since {Why}; {WayOut}"));
            if (Loss is not null)
                warnings.Add(new(ExportWarningCode.HistoryLost, Loss));
            if (Reason == FullSendReason.Emptied)
                warnings.Add(new(ExportWarningCode.AudienceShrunk, "The audience has lost members since the last run without this system's doing, so everybody is sent again."));
            if (HasOthers)
                warnings.Add(new(ExportWarningCode.OthersStay, "The audience may hold people whom this system did not send; a mirror removes nobody else and leaves them there."));
            return warnings;
        }
    }

    private string Why => string.Join(", ", Doubts.Select(static doubt => doubt.Finding));

    private string WayOut => Doubts.Any(static doubt => doubt.Kind == RemovalDoubtKind.SegmentUnreliable) ? "mend that at the source, or take the segment out of the export, and run again."
        : Doubts.All(static doubt => doubt.IsConfirmable) ? $"check the segments, and run again with plan {Token} confirmed if they are right{Expiry}."
        : "check them at the next run.";

    // Who is sent anew is surely there no more until that is acknowledged: the plan after it is another one, also of the same removals.
    private string Expiry => Draft.Nature.IsFullSend ? "; once a run has sent everybody without removing anybody, it takes the plan that a dry run shows then" : "";

    /// <summary>Gets what keeps the plan from being carried out, or null if nothing does.</summary>
    public ExportProblem? Problem { get; init; }
}
