using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>A machine inside this process. When a process of its dies, its files stay as they are, or the power fails with it.</summary>
/// <param name="settings">What each process is started with.</param>
/// <param name="clock">The clock.</param>
/// <param name="restart">Gives the files as the next process finds them.</param>
internal sealed class PowerLossMachine(EngineSettings settings, SkippingTimeProvider clock, Func<PowerLossFiles, PowerLossFiles> restart) : IMachine
{
    private PowerLossFiles _files = new();
    private EngineProcess? _process;
    private Life _life = new();
    private int _startedAt;

    public int StepsOfLastRun => _life.Steps - _startedAt;

    /// <summary>Gets which steps of the last run only wrote bytes into a file, counted from 1.</summary>
    public IReadOnlySet<int> WritesOfLastRun => _life.Writes.Where(step => step > _startedAt).Select(step => step - _startedAt).ToHashSet();

    /// <summary>Lets the process die at its next step.</summary>
    public void Kill() => _life.DiesAfter = _life.Steps;

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
            return await Start().RunAsync(export, population.Source, terms);
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
        _files = restart(_files);
    }
}
