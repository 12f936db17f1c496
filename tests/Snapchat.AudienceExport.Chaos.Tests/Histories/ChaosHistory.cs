using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>The history that a seed tells: runs of several exports to several audiences at a simulated Snapchat, and whatever can go wrong before, in and after them.</summary>
internal sealed class ChaosHistory
{
    private static readonly TimeSpan LateAtMost = TimeSpan.FromMinutes(10);
    private static readonly IdentifierKind[] Kinds = Enum.GetValues<IdentifierKind>();

    private readonly Random _random;
    private readonly SnapchatSimulator _simulator;
    private readonly SkippingTimeProvider _clock;
    private readonly IMachine _machine;
    private readonly Population _population;
    private readonly ChaosExport[] _exports;
    private readonly SimulatedFaultsOf _faults;
    private readonly ExactnessCheck _check;
    private readonly List<string> _events = [];
    private readonly int _deathsInTen;

    /// <param name="random">Decides.</param>
    /// <param name="simulator">Snapchat.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="machine">Where the engine runs.</param>
    /// <param name="isShort">Whether few people take part.</param>
    public ChaosHistory(Random random, SnapchatSimulator simulator, SkippingTimeProvider clock, IMachine machine, bool isShort = false)
    {
        _deathsInTen = isShort ? 7 : 4;
        (_random, _simulator, _clock, _machine) = (random, simulator, clock, machine);
        _population = new Population(isShort ? random.Next(20, 60) : random.Next(10) == 0 ? Population.MaxPeople : random.Next(20, 120));
        _population.Churn(random);
        _faults = new SimulatedFaultsOf(simulator, random);
        AudienceId mirrored = AddAudience(), shared = AddAudience(), replaced = AddAudience();
        _exports =
        [
            new(mirrored, ExportMode.Mirror, Population.SegmentNames, Kinds),
            new(shared, ExportMode.AddOnly, Population.SegmentNames[..1], [IdentifierKind.Email]),
            new(shared, ExportMode.AddOnly, Population.SegmentNames[1..], Kinds),
            new(replaced, ExportMode.Replace, Population.SegmentNames, [IdentifierKind.Email, IdentifierKind.Phone]),
        ];
        _check = new ExactnessCheck(simulator, machine, _population);
    }

    /// <summary>Gets what happened so far, for whoever looks for the cause of a failure.</summary>
    public IReadOnlyList<string> Events => _events;

    /// <summary>Gets how many finished runs were checked to be exact.</summary>
    public int ExactRuns => _check.ExactRuns;

    /// <summary>Gets how many runs died, were canceled, or failed.</summary>
    public int BrokenRuns { get; private set; }

    /// <summary>Gets how many runs died.</summary>
    public int DeadRuns { get; private set; }

    /// <summary>Gets how many runs went on and finished.</summary>
    public int ResumedRuns { get; private set; }

    public async Task TellAsync(int runs)
    {
        for (int run = 0; run < runs; run++)
        {
            await LiveOnAsync();
            _faults.Choose();
            await RunAsync(_random.Next(_exports.Length), TermsOfRun());
        }

        // Snapchat calms down: whatever happened, two more runs of each export end exactly, of which the first may be an old one that goes on.
        _faults.Calm();
        _clock.Advance(TimeSpan.FromHours(1));
        foreach (int export in Enumerable.Range(0, _exports.Length))
        {
            foreach (bool confirms in (bool[])[false, true])
            {
                RunResult result = await RunAsync(export, new RunTerms(RunId.New(_clock)) { Confirms = confirms, Resumes = !confirms });
                Assert.True(result.IsFinished || IsOfOldRun(result) || (result.IsWithheld && !confirms), $"A run without any fault ended {result.Status}: {result.Problem}");
                Assert.False(confirms && result.IsWithheld, $"A confirmed run was withheld: {result.Problem}");
            }
        }
    }

    // A run that goes on may be superseded, or have had a short count before Snapchat calmed down: then it is told, and the next one makes it good.
    private static bool IsOfOldRun(RunResult result) => result is { Resumed: { } resumed, Problem: { } problem }
        && (problem.StartsWith($"Run {resumed} cannot go on", StringComparison.Ordinal) || problem.StartsWith("Snapchat acknowledged ", StringComparison.Ordinal));

    private AudienceId AddAudience()
    {
        AudienceId id = _simulator.AddAudience();
        if (_random.Next(4) > 0)
            return id;
        _simulator.DeleteAudience(id);
        _simulator.AddAudience(new SnapchatAudience(id, "Expiring") { RetentionDays = 7 });
        return id;
    }

    private RunTerms TermsOfRun()
    {
        int steps = _random.Next(1, Math.Max(40, _machine.StepsOfLastRun));
        int fate = _random.Next(10);
        return new RunTerms(RunId.New(_clock))
        {
            Resumes = _random.Next(2) == 0,
            Confirms = _random.Next(2) == 0,
            ResendsAll = _random.Next(8) == 0,
            DiesAfter = fate < _deathsInTen ? steps : null,
            CanceledAfter = fate == _deathsInTen ? steps : null,
        };
    }

    private async Task<RunResult> RunAsync(int index, RunTerms terms)
    {
        ChaosExport export = _exports[index];
        await _check.BeginAsync(export, terms.Run);
        RunResult result = await _machine.RunAsync(export, _population, terms);
        BrokenRuns += result.IsFinished ? 0 : 1;
        DeadRuns += result.IsDead ? 1 : 0;
        ResumedRuns += result is { IsFinished: true, Resumed: not null } ? 1 : 0;
        Note($"{export.Mode} of {string.Join('+', export.Kinds)} in {string.Join('+', export.Segments)} to {export.Audience}, {terms}: {result}");
        await _check.EndAsync(export, terms.Run, result);
        return result;
    }

    // What happens between two runs.
    private async Task LiveOnAsync()
    {
        if (_random.Next(5) > 0)
            _population.Churn(_random);
        if (_random.Next(4) == 0)
            Edit(_random.Next(_exports.Length));
        if (_random.Next(6) == 0)
            await EraseAsync(_population.People[_random.Next(_population.People.Count)]);
        if (_random.Next(12) == 0)
            ClearBehindOurBack(_exports[_random.Next(_exports.Length)].Audience);
        LetTimePass();
    }

    private void ClearBehindOurBack(AudienceId audience)
    {
        if (_check.ClearBehindOurBack(audience))
            Note($"{audience} is emptied by hand");
    }

    private void Note(string happening) => _events.Add($"{_clock.GetUtcNow():u} {happening}");

    private void LetTimePass()
    {
        TimeSpan time = _random.Next(4) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromMinutes(_random.Next(1, 10)),
            2 => TimeSpan.FromMinutes(_random.Next(10, 120)),
            _ => TimeSpan.FromHours(_random.Next(2, 24)),
        };

        // Later than that, Snapchat takes no notice of a request any more: that much is assumed.
        if (time >= LateAtMost)
            _simulator.Faults.ApplyHeldBack();
        _clock.Advance(time);
    }

    private void Edit(int index)
    {
        ChaosExport export = _exports[index];
        bool isShared = _exports.Count(other => other.Audience == export.Audience) > 1;
        _exports[index] = _random.Next(3) switch
        {
            0 when !isShared => export with { Mode = (ExportMode)_random.Next(3) },
            1 => export with { Kinds = [.. Kinds.Where(_ => _random.Next(3) > 0).DefaultIfEmpty(IdentifierKind.Email)] },
            _ => export with { Segments = _random.Next(3) == 0 ? Population.SegmentNames : [Population.SegmentNames[_random.Next(Population.SegmentNames.Length)]] },
        };
    }

    private async Task EraseAsync(Person person)
    {
        Note("somebody is erased");
        foreach (IdentifierKind kind in Kinds)
        {
            if (Population.DigestOf(person, kind) is not { } digest)
                continue;
            await _machine.EraseAsync(kind, [digest]);
            _check.Erased(kind, digest);
        }
    }
}
