using System.Text.Json;
using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>What is known of the members of one audience, durably. Held under the audience's lease from before it is read until the commit.</summary>
internal sealed partial class AudienceMembership : IDisposable
{
    private readonly IMembershipStore _store;
    private readonly ISecretProtector _protector;
    private readonly TimeProvider _timeProvider;
    private readonly Lateness _lateness;
    private readonly StoredLease? _lease;
    private readonly Dictionary<IdentifierKind, DigestTable> _snapshots = [];
    private JournalFolder? _view;
    private long _version;

    private AudienceMembership(IMembershipStore store, ISecretProtector protector, TimeProvider timeProvider, Lateness lateness, AudienceId audience, StoredLease? lease)
    {
        (_store, _protector, _timeProvider, _lateness, _lease) = (store, protector, timeProvider, lateness, lease);
        Audience = audience;
    }

    public AudienceId Audience { get; }

    /// <summary>Gets what the pointer says, or would say with the open journal folded if that is only looked at.</summary>
    public AudienceState State { get; private set; } = new();

    /// <summary>Gets why the history was lost, if that was found now; whoever needs the history throws it.</summary>
    public MembershipStateException? Loss { get; private set; }

    /// <summary>Gets the journal that is open: that of a run which died or stopped, or of the one under way. Null if there is none.</summary>
    public RunJournal? Journal { get; private set; }

    private StoredLease Lease => _lease ?? throw new InvalidOperationException("Who only looks changes nothing; open with the lease of the audience.");

    /// <summary>Reads what is known, checks that all of it belongs together, and deletes what a dead run left behind.</summary>
    /// <exception cref="MembershipStateException">It was written by a later version, or cannot be decrypted. Anything missing or damaged is a <see cref="Loss"/> instead.</exception>
    public static async Task<AudienceMembership> OpenAsync(
        IMembershipStore store,
        ISecretProtector protector,
        TimeProvider timeProvider,
        Lateness lateness,
        AudienceId audience,
        StoredLease? lease,
        CancellationToken cancellationToken)
    {
        var membership = new AudienceMembership(store, protector, timeProvider, lateness, audience, lease);
        try
        {
            await membership.LoadAsync(cancellationToken).ConfigureAwait(false);
            return membership;
        }
        catch
        {
            membership.Dispose();
            throw;
        }
    }

    /// <summary>Declares that what is kept of an audience comes from a backup, or is not to be relied on: its history counts as lost from then on.</summary>
    public static async Task MarkRestoredAsync(
        IMembershipStore store, ISecretProtector protector, TimeProvider timeProvider, Lateness lateness, AudienceId audience, StoredLease lease, CancellationToken cancellationToken)
    {
        using var membership = new AudienceMembership(store, protector, timeProvider, lateness, audience, lease);
        MembershipPointer? pointer = await store.ReadPointerAsync(audience, cancellationToken).ConfigureAwait(false);
        membership._version = pointer?.Version ?? 0;
        await membership.ReplaceAsync(AudienceState.Lost(GenerationOf(pointer), timeProvider.GetUtcNow(), lateness), cancellationToken).ConfigureAwait(false);

        long GenerationOf(MembershipPointer? pointer)
        {
            try
            {
                return pointer is null ? 0 : Read(audience, pointer).Generation;
            }
            catch (MembershipStateException exception) when (exception.InnerException is JsonException)
            {
                return 0;
            }
        }
    }

    /// <summary>Finds out whether somebody has written since it was read: what the pointer named may be gone then.</summary>
    public async Task<bool> IsOvertakenAsync(CancellationToken cancellationToken) =>
        ((await _store.ReadPointerAsync(Audience, cancellationToken).ConfigureAwait(false))?.Version ?? 0) != _version;

    /// <summary>Reads what the pointer says, and not the tables that it names. Null if there is none.</summary>
    /// <exception cref="MembershipStateException">It was written by a later version, or cannot be read.</exception>
    public static async Task<AudienceState?> PeekAsync(IMembershipStore store, AudienceId audience, CancellationToken cancellationToken) =>
        await store.ReadPointerAsync(audience, cancellationToken).ConfigureAwait(false) is { } pointer ? Read(audience, pointer) : null;

    /// <summary>Keeps with the pointer how an erasure ended that sent nothing. An open journal stays open.</summary>
    public static async Task NoteErasureAsync(IMembershipStore store, AudienceId audience, ErasureProgress erasure, StoredLease lease, CancellationToken cancellationToken)
    {
        MembershipPointer? pointer = await store.ReadPointerAsync(audience, cancellationToken).ConfigureAwait(false);
        if (pointer is null || Read(audience, pointer) is not { } state || (state.Erasure is { } before && before with { At = erasure.At } == erasure))
            return;
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(state with { Erasure = erasure }, MembershipJson.Default.AudienceState);
        await store.WritePointerAsync(audience, new MembershipPointer(pointer.Version + 1, content), lease, cancellationToken).ConfigureAwait(false);
    }

    public DigestTable? SnapshotOf(IdentifierKind kind) => _snapshots.GetValueOrDefault(kind);

    /// <summary>Takes note of the audience as it was seen outside of any run. What nothing is known of, or not any more, stays so.</summary>
    /// <param name="facts">The audience as it was seen since the lease began.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task NoteAsync(AudienceFacts facts, CancellationToken cancellationToken)
    {
        AudienceFacts noted = State.Facts?.Note(facts) ?? facts;
        if (_version > 0 && Loss is null && noted != State.Facts)
            await ReplaceAsync(State with { Facts = noted }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up a history of which a part turned out to be damaged. What is kept is not touched before the next plan is sealed.</summary>
    public void GiveUp(MembershipStateException damage) => Lose(State.Generation, damage);

    public void Dispose()
    {
        Journal?.Dispose();
        foreach (DigestTable snapshot in _snapshots.Values)
            snapshot.Dispose();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        MembershipPointer? pointer = await _store.ReadPointerAsync(Audience, cancellationToken).ConfigureAwait(false);
        _version = pointer?.Version ?? 0;
        if (pointer is null)
        {
            if ((await _store.GetNamesAsync(Audience, cancellationToken).ConfigureAwait(false)).Count > 0)
                Lose(0, new MembershipStateException($"Audience {Audience} has tables and no pointer to them, so its history counts as lost; {LostHistory.WayOut}") { IsHistoryLost = true });
            return;
        }

        State = Read(Audience, pointer);
        try
        {
            await OpenSnapshotsAsync(cancellationToken).ConfigureAwait(false);
            if (State.Journal is { } reference)
            {
                SealedPlan plan = await new PlanSealer(_store, _protector, Audience, _lease!).ReadAsync(reference, State.Generation, cancellationToken).ConfigureAwait(false);
                Journal = await OpenJournalAsync(plan, cancellationToken).ConfigureAwait(false);
                Journal.Replay((await _store.ReadLogAsync(Audience, JournalNames.Log(plan.Run), cancellationToken).ConfigureAwait(false)).Span);
            }
        }
        catch (MembershipStateException exception) when (exception.IsHistoryLost)
        {
            Lose(State.Generation, exception);
            return;
        }

        await DeleteRemainsAsync(cancellationToken).ConfigureAwait(false);
    }

    private static AudienceState Read(AudienceId audience, MembershipPointer pointer)
    {
        AudienceState state;
        try
        {
            state = JsonSerializer.Deserialize(pointer.Content.Span, MembershipJson.Default.AudienceState)!;
        }
        catch (JsonException exception)
        {
            throw new MembershipStateException($"The pointer of audience {audience} cannot be read: declare the state restored, and its history counts as lost; {LostHistory.WayOut}", exception);
        }

        if (state.Version > AudienceState.CurrentVersion)
        {
            throw new MembershipStateException(
                $"The membership of audience {audience} was written by a later version of this library (form {state.Version}, known up to {AudienceState.CurrentVersion}): run that version.");
        }

        foreach (KindState kind in state.Kinds)
            NormalizationVersions.Check(kind);
        return state;
    }

    private void Lose(long generation, MembershipStateException loss)
    {
        Loss = loss;
        State = AudienceState.Lost(generation, _timeProvider.GetUtcNow(), _lateness);
        foreach (DigestTable snapshot in _snapshots.Values)
            snapshot.Dispose();
        _snapshots.Clear();
        Journal?.Dispose();
        Journal = null;
        _view = null;
    }

    private async Task OpenSnapshotsAsync(CancellationToken cancellationToken)
    {
        foreach (DigestTable snapshot in _snapshots.Values)
            snapshot.Dispose();
        _snapshots.Clear();
        foreach (KindState kind in State.Kinds)
            _snapshots.Add(kind.Kind, await DigestTable.OpenAsync(_store, _protector, Audience, kind.Snapshot, cancellationToken).ConfigureAwait(false));
    }

    private async Task<RunJournal> OpenJournalAsync(SealedPlan plan, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<IdentifierKind, DigestTable>();
        Dictionary<IdentifierKind, OpenAttempts> open = State.Journal?.Stop is { } stop
            ? stop.Open.ToDictionary(static kind => kind.Kind, static kind => kind.Attempts)
            : plan.Kinds.Select(static kind => kind.Kind).Union(State.Kinds.Select(static kind => kind.Kind)).ToDictionary(static kind => kind, State.OpenOf);
        var journal = new RunJournal(_store, Audience, _lease!, plan, tables, new JournalProgress(plan, open, _lateness, State.Journal?.Stop?.OpenOfOthers ?? State.OpenOfOthers));
        try
        {
            foreach (SealedKind kind in plan.Kinds)
                tables.Add(kind.Kind, await DigestTable.OpenAsync(_store, _protector, Audience, kind.Table, cancellationToken).ConfigureAwait(false));
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private async Task ReplaceAsync(AudienceState state, CancellationToken cancellationToken)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(state, MembershipJson.Default.AudienceState);
        await _store.WritePointerAsync(Audience, new MembershipPointer(_version + 1, content), Lease, cancellationToken).ConfigureAwait(false);
        _version++;
        State = state;
    }

    // The journal of a generation goes only when the next generation is durable.
    private async Task DeleteRemainsAsync(CancellationToken cancellationToken)
    {
        List<string> inForce = [.. State.Kinds.Select(static kind => kind.Snapshot.Name)];
        if (Journal is { } journal)
            inForce.AddRange([JournalNames.Plan(journal.Plan.Run), JournalNames.Log(journal.Plan.Run), .. journal.Plan.Kinds.Select(static kind => kind.Table.Name)]);
        if (_lease is null)
            return;
        IReadOnlyList<string> names = await _store.GetNamesAsync(Audience, cancellationToken).ConfigureAwait(false);
        await _store.DeleteAsync(Audience, [.. names.Except(inForce, StringComparer.Ordinal)], _lease, cancellationToken).ConfigureAwait(false);
    }
}
