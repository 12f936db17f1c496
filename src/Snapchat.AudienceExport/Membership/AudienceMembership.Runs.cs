using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership;

/// <content>What a run does with what is known: plan, seal, go on, stop, commit.</content>
internal sealed partial class AudienceMembership
{
    /// <summary>Plans without writing anything.</summary>
    /// <param name="draft">The plan.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What it would send.</returns>
    public async Task<IReadOnlyList<KindPlan>> ForecastAsync(PlanDraft draft, CancellationToken cancellationToken)
    {
        var plans = new List<KindPlan>();
        foreach (KindDemand demand in draft.Demands)
        {
            IAsyncEnumerable<TableRows> known = _view?.ReadAsync(demand.Kind, cancellationToken) ?? SnapshotColumns.ReadAsync(SnapshotOf(demand.Kind), cancellationToken);
            var planner = new KindPlanner(demand, known, draft.Nature, draft.MaxPerRequest);
            await foreach (TableRows _ in planner.PlanAsync(cancellationToken).ConfigureAwait(false))
            {
                // Its counts and cuts are all that is wanted.
            }

            plans.Add(planner.Finish());
        }

        return plans;
    }

    /// <summary>Makes a plan durable. From then on its requests may be sent.</summary>
    /// <param name="draft">The plan.</param>
    /// <param name="cancellationToken">Stops the call; nothing was sealed then.</param>
    /// <returns>The open journal, and what it sends.</returns>
    public async Task<(RunJournal Journal, IReadOnlyList<KindPlan> Plans)> SealAsync(PlanDraft draft, CancellationToken cancellationToken)
    {
        if (Journal is not null)
            throw new InvalidOperationException("An audience has one open journal at most: fold it, or continue it.");

        // A pointer from the very beginning: tables without one are the remains of a history, not of a first attempt.
        if (_version == 0)
            await ReplaceAsync(State, cancellationToken).ConfigureAwait(false);
        var sealer = new PlanSealer(_store, _protector, Audience, _lease!);
        (SealedPlan plan, IReadOnlyList<KindPlan> plans, string checksum) =
            await sealer.WriteAsync(draft, State.Generation, _snapshots, _timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        RunJournal journal = await OpenJournalAsync(plan, cancellationToken).ConfigureAwait(false);
        try
        {
            await ReplaceAsync(State with { Journal = new JournalReference(draft.Run, checksum) }, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            journal.Dispose();
            throw;
        }

        Journal = journal;
        return (journal, plans);
    }

    /// <summary>Goes on with the open journal; its requests without a record may be sent from then on.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The journal.</returns>
    public async Task<RunJournal> ContinueAsync(CancellationToken cancellationToken)
    {
        RunJournal journal = Journal ?? throw new InvalidOperationException("There is no open journal.");

        // If this process dies as well, the next one must not go by how the run stopped before.
        if (!InterruptUnlessStopped(journal))
            await ReplaceAsync(State with { Journal = State.Journal! with { Stop = null } }, cancellationToken).ConfigureAwait(false);
        return journal;
    }

    /// <summary>Leaves the journal open, for whoever continues or supersedes the run, and puts on record that and how it stopped.</summary>
    /// <param name="isCanceled">Whether somebody canceled it; else it failed, or its host stopped.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task StopAsync(bool isCanceled, CancellationToken cancellationToken)
    {
        RunJournal journal = Journal ?? throw new InvalidOperationException("There is no open journal.");
        var stop = new RunStop(isCanceled, _timeProvider.GetUtcNow(), journal.Progress.Unanswered) { OpenOfOthers = journal.Progress.UnansweredOfOthers };
        return ReplaceAsync(State with { Journal = State.Journal! with { Stop = stop } }, cancellationToken);
    }

    /// <summary>Folds the open journal of a run that died or stopped.</summary>
    /// <param name="cancellationToken">Stops the call; the journal is still open then.</param>
    public Task SupersedeAsync(CancellationToken cancellationToken)
    {
        InterruptUnlessStopped(Journal ?? throw new InvalidOperationException("There is no open journal."));
        return CommitAsync(new RunEnd(IsFinished: false), cancellationToken);
    }

    /// <summary>Shows what would be known with the open journal folded; nothing is written, here or later.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task LookBehindJournalAsync(CancellationToken cancellationToken)
    {
        if (Journal is not { } journal)
            return;
        InterruptUnlessStopped(journal);
        JournalFolder view = FolderOf(journal);
        State = await view.LookAsync(cancellationToken).ConfigureAwait(false);
        _view = view;
    }

    /// <summary>Folds the open journal into the snapshots and closes it, in one atomic step.</summary>
    /// <param name="end">How the run ended.</param>
    /// <param name="cancellationToken">Stops the call; the journal is still open then.</param>
    public async Task CommitAsync(RunEnd end, CancellationToken cancellationToken)
    {
        RunJournal journal = Journal ?? throw new InvalidOperationException("There is no open journal.");
        AudienceState folded = await FolderOf(journal).FoldAsync(end, Lease, cancellationToken).ConfigureAwait(false);
        await ReplaceAsync(folded, cancellationToken).ConfigureAwait(false);

        // It is committed: nothing that follows is stopped.
        journal.Dispose();
        Journal = null;
        await OpenSnapshotsAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await DeleteRemainsAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AudienceExportException or IOException or UnauthorizedAccessException)
        {
            // Whoever opens the audience next deletes them.
        }
    }

    // Nobody but the holder of the lease sends, so whatever a dead process sent was sent before now.
    private bool InterruptUnlessStopped(RunJournal journal)
    {
        if (State.Journal?.Stop is not null)
            return false;
        journal.Progress.Interrupt(_timeProvider.GetUtcNow());
        return true;
    }

    private JournalFolder FolderOf(RunJournal journal) => new(_store, _protector, Audience, State, journal, _snapshots, _timeProvider.GetUtcNow());
}
