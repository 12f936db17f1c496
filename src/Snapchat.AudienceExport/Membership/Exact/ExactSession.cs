namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>A run's hold on what is known of its audience, from before it reads until its end.</summary>
/// <param name="membership">What is known.</param>
/// <param name="suppressions">The list of who was erased.</param>
/// <param name="lease">Ends a lease of this process; null if somebody else holds the lease, or the run only looks.</param>
internal sealed class ExactSession(AudienceMembership membership, SuppressionList suppressions, IDisposable? lease) : IDisposable
{
    public AudienceMembership Membership => membership;

    public SuppressionList Suppressions => suppressions;

    /// <summary>Gets the run that had not finished, and that this one supersedes; null if there is none.</summary>
    public RunId? Superseded { get; init; }

    /// <summary>Gets whether earlier runs wrote to the audience, as far as one can tell.</summary>
    public bool HasHistory => membership.State.Generation > 0 || membership.State.IsHistoryLost || membership.Journal is not null;

    /// <summary>Uses what is known. Where a part of it turns out to be damaged, it is used again with the history given up.</summary>
    public async Task<T> UseAsync<T>(Func<ExactSession, Task<T>> use)
    {
        try
        {
            return await use(this).ConfigureAwait(false);
        }
        catch (MembershipStateException damage) when (damage.IsHistoryLost && membership.Loss is null)
        {
            membership.GiveUp(damage);
            return await use(this).ConfigureAwait(false);
        }
    }

    /// <summary>Reads who is erased.</summary>
    /// <exception cref="MembershipStateException">The list is damaged, or not the latest.</exception>
    public async Task<SuppressedDigests> ReadSuppressedAsync(CancellationToken cancellationToken)
    {
        SuppressionLog log = await suppressions.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        _ = membership.State.ErasedUpTo(log);
        return log.InForce();
    }

    /// <summary>Makes a plan durable, with all that the run needs at its end.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="shown">The plan as people see it.</param>
    /// <param name="wanted">What was read.</param>
    /// <param name="cancellationToken">Stops the call; nothing was sealed then.</param>
    /// <returns>The open journal.</returns>
    public async Task<RunJournal> SealAsync(ExactPlan plan, ExportPlan shown, WantedIdentifiers wanted, CancellationToken cancellationToken)
    {
        bool isDoubted = plan.Doubts.Count > 0;
        var memory = new RunMemory(
            plan.Draft.Nature.Purpose == RunPurpose.Mirror ? plan.Draft.MirrorTerms : isDoubted ? membership.State.MirrorTerms : null,
            SegmentSize.After(membership.State.Segments, wanted.Segments, isDoubted),
            plan.IsConfirmed)
        {
            FactsBefore = plan.Facts,
            AwaitsConfirmation = plan is { Withheld: > 0, Token: not null },
        };
        (RunJournal journal, _) = await membership.SealAsync(plan.Draft with { Account = new RunAccount(shown, memory) }, cancellationToken).ConfigureAwait(false);
        return journal;
    }

    /// <summary>Ends a run whose requests were all answered: what became of them is folded into what is known.</summary>
    /// <param name="report">What the run reports, the audience afterwards included if it was read.</param>
    public Task CommitAsync(ExportReport report) =>

        // What was sent has to be on record, also if the run is canceled now.
        membership.CommitAsync(new RunEnd(IsFinished: true, membership.Journal!.Plan.Account?.Memory, Report: report), CancellationToken.None);

    /// <summary>Ends a run with requests that were not answered: it can be resumed, until another run supersedes it.</summary>
    /// <param name="isCanceled">Whether somebody canceled it; else it failed, or its host stopped.</param>
    public Task StopAsync(bool isCanceled) => membership.StopAsync(isCanceled, CancellationToken.None);

    public void Dispose()
    {
        membership.Dispose();
        lease?.Dispose();
    }
}
