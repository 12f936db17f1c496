using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>Compares what is really in the audiences with who is wanted there, and with what the engine knows.</summary>
internal sealed class ExactnessCheck(SnapchatSimulator simulator, IMachine machine, Population population)
{
    private static readonly IdentifierKind[] Kinds = Enum.GetValues<IdentifierKind>();

    private readonly Dictionary<IdentifierKind, HashSet<Sha256Digest>> _erased = Kinds.ToDictionary(static kind => kind, static _ => new HashSet<Sha256Digest>());
    private readonly Dictionary<RunId, PlannedRun> _planned = [];
    private readonly HashSet<AudienceId> _finished = [];
    private readonly HashSet<AudienceId> _cleared = [];
    private bool _isSomethingHeldBack;

    /// <summary>Gets how many finished runs were exact.</summary>
    public int ExactRuns { get; private set; }

    public void Erased(IdentifierKind kind, Sha256Digest digest) => _erased[kind].Add(digest);

    /// <summary>Somebody empties an audience by hand. That can be seen only where a run has seen it with people in it before.</summary>
    /// <returns>Whether it was emptied.</returns>
    public bool ClearBehindOurBack(AudienceId audience)
    {
        if (!_finished.Contains(audience))
            return false;
        simulator.ClearMembers(audience);
        return _cleared.Add(audience);
    }

    /// <summary>Remembers what there is before a run.</summary>
    public async Task BeginAsync(ChaosExport export, RunId run)
    {
        await WaitUntilIdleAsync();
        _planned[run] = new PlannedRun(Of(kind => export.Wanted(population, kind)), Of(kind => [.. _erased[kind]]), Members(export.Audience));
        _isSomethingHeldBack = simulator.Requests.Any(IsHeldBack) || (export.Mode != ExportMode.Replace && IsBeingCleared(export.Audience));
    }

    public async Task EndAsync(ChaosExport export, RunId run, RunResult result)
    {
        await WaitUntilIdleAsync();
        bool expires = simulator.GetAudience(export.Audience)!.RetentionDays < NewAudience.LifetimeRetentionDays;

        // Of a process that died nobody knows whether it was about to go on with an older run.
        IEnumerable<PlannedRun> touched = result.IsDead ? _planned.Values : [_planned[result.Resumed ?? run]];
        foreach (PlannedRun planned in touched)
            planned.IsInDoubt |= _isSomethingHeldBack;
        if (result.IsFinished && _planned[result.Resumed ?? run] is { IsInDoubt: false } finished)
        {
            foreach (IdentifierKind kind in Kinds)
                CheckExact(export, result, finished, kind, expires);
            ExactRuns++;
            _cleared.Remove(export.Audience);
            if (Kinds.Any(kind => simulator.CountMembers(export.Audience, kind) > 0) && WasSeen(export.Audience))
                _finished.Add(export.Audience);
        }

        // Of an audience that a run began to clear, nobody has seen how large it is.
        if (export.Mode == ExportMode.Replace && !result.IsFinished)
            _finished.Remove(export.Audience);
        await CheckBoundsAsync(export.Audience, expires);
    }

    // The run that had it cleared did not finish. A run that clears waits for it; every other run is told by the next one that people went.
    private bool IsBeingCleared(AudienceId audience) => simulator.GetAudience(audience)!.UploadStatus == AudienceUploadStatus.Processing;

    // Not where Snapchat refused to tell the run at its end how large the audience is.
    private bool WasSeen(AudienceId audience) =>
        simulator.Requests.LastOrDefault(request => request.Operation == SimulatedOperation.GetAudience && request.Audience == audience) is { Fault: null };

    private static bool IsHeldBack(SimulatedRequest request) =>
        request is { Fault: "ApplyLate", Applied: false } and ({ Kind: not null } or { Operation: SimulatedOperation.RemoveAllUsers });

    private void CheckExact(ChaosExport export, RunResult result, PlannedRun planned, IdentifierKind kind, bool expires)
    {
        HashSet<Sha256Digest> members = Members(export.Audience)[kind];
        HashSet<Sha256Digest> allowed = [.. planned.Wanted[kind].Except(planned.Erased[kind])];
        HashSet<Sha256Digest> wanted = [.. allowed.Except(_erased[kind])];
        bool keepsOthers = export.Mode == ExportMode.AddOnly || (export.Mode == ExportMode.Mirror && result.IsWithheld);
        if (keepsOthers)
            allowed.UnionWith(planned.Before[kind].Except(planned.Erased[kind]));
        string which = $"audience {export.Audience} after a finished run ({export.Mode}, {(result.Resumed is null ? "new" : "resumed")})";
        Assert.True(wanted.IsSubsetOf(members), $"{wanted.Except(members).Count()} of {wanted.Count} wanted by {kind} are not in {which}.");
        Assert.True(members.IsSubsetOf(allowed), $"{members.Except(allowed).Count()} too many of kind {kind} are in {which}, {members.Intersect(planned.Erased[kind]).Count()} of them erased before.");
        Assert.True(expires || allowed.Except(_erased[kind]).All(members.Contains), $"People of kind {kind} were lost in {which}.");
    }

    // I2 at every moment; I1 where nobody leaves without our doing.
    private async Task CheckBoundsAsync(AudienceId audience, bool expires)
    {
        if (await machine.LookAsync(audience) is not { } known)
            return;
        Dictionary<IdentifierKind, HashSet<Sha256Digest>> members = Members(audience);
        foreach (IdentifierKind kind in Kinds)
        {
            string journal = known.HasJournal ? "a journal is open" : "no journal is open";
            Assert.True(members[kind].IsSubsetOf(known.Maybe(kind)), $"Somebody of kind {kind} is in audience {audience}, and not even maybe ({journal}).");
            if (!expires && !_cleared.Contains(audience))
                Assert.True(known.Surely(kind).IsSubsetOf(members[kind]), $"Somebody of kind {kind} is surely in audience {audience}, and is not ({journal}).");
        }
    }

    private Dictionary<IdentifierKind, HashSet<Sha256Digest>> Members(AudienceId audience) => Of(kind => simulator.GetMembers(audience, kind).ToHashSet());

    private static Dictionary<IdentifierKind, HashSet<Sha256Digest>> Of(Func<IdentifierKind, HashSet<Sha256Digest>> digests) => Kinds.ToDictionary(static kind => kind, digests);

    private async Task WaitUntilIdleAsync()
    {
        foreach (SimulatedRequest open in simulator.Requests.Where(static request => request.CompletedAt is null))
            await simulator.WaitForRequestAsync(request => request.Sequence == open.Sequence && request.CompletedAt is not null, TestContext.Current.CancellationToken);
    }
}
