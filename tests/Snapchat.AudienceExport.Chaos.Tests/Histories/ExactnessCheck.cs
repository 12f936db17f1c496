using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>Compares what is really in the audiences with who is wanted there, and with what the engine knows.</summary>
internal sealed class ExactnessCheck(SnapchatSimulator simulator, IMachine machine, Population population)
{
    private static readonly IdentifierKind[] Kinds = Enum.GetValues<IdentifierKind>();

    private readonly Dictionary<IdentifierKind, HashSet<Sha256Digest>> _erased = Kinds.ToDictionary(static kind => kind, static _ => new HashSet<Sha256Digest>());
    private readonly HashSet<AudienceId> _finished = [];
    private readonly HashSet<AudienceId> _cleared = [];
    private Dictionary<IdentifierKind, HashSet<Sha256Digest>> _before = [];
    private long _firstRequest;
    private bool _isInDoubt;

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

    /// <summary>Remembers what is there before a run.</summary>
    public async Task BeginAsync(ChaosExport export)
    {
        await WaitUntilIdleAsync();
        _before = Members(export.Audience);
        _firstRequest = simulator.Requests.Count == 0 ? 1 : simulator.Requests[^1].Sequence + 1;
        _isInDoubt = simulator.Requests.Any(IsHeldBack);
    }

    public async Task EndAsync(ChaosExport export, RunResult result)
    {
        await WaitUntilIdleAsync();
        bool expires = simulator.GetAudience(export.Audience)!.RetentionDays < NewAudience.LifetimeRetentionDays;

        // A clear that comes late takes with it who was added meanwhile: the next run sees to that.
        _isInDoubt |= simulator.Requests.Any(request => request.Sequence >= _firstRequest && request is { Operation: SimulatedOperation.RemoveAllUsers, Fault: "ApplyLate" });
        if (result.IsFinished && !_isInDoubt)
        {
            foreach (IdentifierKind kind in Kinds)
                CheckExact(export, result, kind, expires);
            ExactRuns++;
            _cleared.Remove(export.Audience);
            if (Kinds.Any(kind => simulator.CountMembers(export.Audience, kind) > 0))
                _finished.Add(export.Audience);
        }

        await CheckBoundsAsync(export.Audience, expires);
    }

    private static bool IsHeldBack(SimulatedRequest request) => request is { Fault: "ApplyLate", Applied: false, Kind: not null } or { Fault: "ApplyLate", Applied: false, Operation: SimulatedOperation.RemoveAllUsers };

    private void CheckExact(ChaosExport export, RunResult result, IdentifierKind kind, bool expires)
    {
        HashSet<Sha256Digest> members = Members(export.Audience)[kind];
        HashSet<Sha256Digest> wanted = export.Wanted(population, kind);
        wanted.ExceptWith(_erased[kind]);
        HashSet<Sha256Digest> allowed = [.. wanted];
        bool keepsOthers = export.Mode == ExportMode.AddOnly || (export.Mode == ExportMode.Mirror && result.IsWithheld);
        if (keepsOthers)
            allowed.UnionWith(_before[kind].Except(_erased[kind]));
        Assert.True(wanted.IsSubsetOf(members), $"{wanted.Except(members).Count()} of {wanted.Count} wanted by {kind} are not in audience {export.Audience} after a finished run ({export.Mode}).");
        Assert.True(members.IsSubsetOf(allowed), $"{members.Except(allowed).Count()} too many of kind {kind} are in audience {export.Audience} after a finished run ({export.Mode}), {members.Intersect(_erased[kind]).Count()} of them erased.");
        Assert.True(expires || members.SetEquals(allowed), $"Audience {export.Audience} lost people of kind {kind} in a run of mode {export.Mode}.");
    }

    // I2 at every moment; I1 where nobody leaves without our doing.
    private async Task CheckBoundsAsync(AudienceId audience, bool expires)
    {
        if (await machine.LookAsync(audience) is not { } known)
            return;
        Dictionary<IdentifierKind, HashSet<Sha256Digest>> members = Members(audience);
        foreach (IdentifierKind kind in Kinds)
        {
            Assert.True(members[kind].IsSubsetOf(known.Maybe(kind)), $"Somebody of kind {kind} is in audience {audience}, and not even maybe ({(known.HasJournal ? "a journal is open" : "no journal is open")}).");
            if (!expires && !_cleared.Contains(audience))
                Assert.True(known.Surely(kind).IsSubsetOf(members[kind]), $"Somebody of kind {kind} is surely in audience {audience}, and is not.");
        }
    }

    private Dictionary<IdentifierKind, HashSet<Sha256Digest>> Members(AudienceId audience) => Kinds.ToDictionary(static kind => kind, kind => simulator.GetMembers(audience, kind).ToHashSet());

    private async Task WaitUntilIdleAsync()
    {
        foreach (SimulatedRequest open in simulator.Requests.Where(static request => request.CompletedAt is null))
            await simulator.WaitForRequestAsync(request => request.Sequence == open.Sequence && request.CompletedAt is not null, TestContext.Current.CancellationToken);
    }
}
