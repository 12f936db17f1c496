using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>A machine inside this process. When a process of its dies, its files stay as they are, or the power fails with it and what was not synchronized is lost, wholly or in part.</summary>
internal sealed class PowerLossMachine(EngineSettings settings, SkippingTimeProvider clock, Random random) : IMachine
{
    private PowerLossFiles _files = new();
    private EngineProcess? _process;
    private Life _life = new();
    private int _startedAt;

    public int StepsOfLastRun => _life.Steps - _startedAt;

    public async Task<RunResult> RunAsync(ChaosExport export, Population population, RunTerms terms)
    {
        if (_process is null)
            _life = new Life();
        _startedAt = _life.Steps;
        _life.DiesAfter = terms.DiesAfter is { } steps ? _life.Steps + steps : int.MaxValue;
        RunResult result = await TryRunAsync(export, population, terms);
        if (_life.IsDead)
            await DieAsync();
        else
            _life.DiesAfter = int.MaxValue;
        return result;
    }

    public async Task EraseAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests) => await Alive().EraseAsync(kind, digests);

    public async Task<KnownMembers?> LookAsync(AudienceId audience) => await Alive().LookAsync(audience);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;

    private async Task<RunResult> TryRunAsync(ChaosExport export, Population population, RunTerms terms)
    {
        try
        {
            return await Start().RunAsync(export, population.Segments, terms);
        }
        catch (DeathException)
        {
            return RunResult.Died;
        }
    }

    private EngineProcess Alive()
    {
        if (_process is null)
            _life = new Life();
        return Start();
    }

    private EngineProcess Start()
    {
        _files.BeforeStep = _life.Step;
        return _process ??= new EngineProcess(settings, _files, clock, _life);
    }

    private async Task DieAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
        _files.BeforeStep = null;
        if (random.Next(2) == 0)
            _files = _files.Restart(random.Next(2) == 0 ? null : random);
    }
}
