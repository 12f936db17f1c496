using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Stories;

/// <summary>A simulated Snapchat with one audience, people who are all there at first, and a machine whose processes die.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SkippingTimeProvider _clock;

    private Stage(SnapchatSimulator simulator, SkippingTimeProvider clock, int people, int? retentionDays)
    {
        (Simulator, _clock) = (simulator, clock);
        Audience = NewAudience(retentionDays);
        Population = new Population(people);
        for (int person = 0; person < people; person++)
            SetPresent(person, true);
        Machine = NewMachine(static files => files);
    }

    public SnapchatSimulator Simulator { get; }

    public AudienceId Audience { get; }

    public Population Population { get; }

    public PowerLossMachine Machine { get; }

    public static async Task<Stage> SetAsync(int people, int? retentionDays = null)
    {
        var clock = new SkippingTimeProvider();
        var snapchat = new SnapchatSimulatorOptions { TimeProvider = clock, ProcessingDelay = TimeSpan.Zero };
        return new Stage(await SnapchatSimulator.StartAsync(snapchat, TestContext.Current.CancellationToken), clock, people, retentionDays);
    }

    public AudienceId NewAudience(int? retentionDays = null)
    {
        AudienceId id = Simulator.AddAudience();
        Simulator.DeleteAudience(id);
        Simulator.AddAudience(new SnapchatAudience(id, "Customers") { RetentionDays = retentionDays });
        return id;
    }

    public PowerLossMachine NewMachine(Func<PowerLossFiles, PowerLossFiles> restart) => new(EngineSettings.For(Simulator, "/state"), _clock, restart);

    public ChaosExport Export(ExportMode mode, params IdentifierKind[] kinds) => new(Audience, mode, Population.SegmentNames[..1], kinds.Length == 0 ? [IdentifierKind.Email] : kinds);

    public RunTerms Terms() => new(RunId.New(_clock));

    public Task<RunResult> RunAsync(ChaosExport export) => RunAsync(export, Terms());

    public Task<RunResult> RunAsync(ChaosExport export, RunTerms terms) => Machine.RunAsync(export, Population, terms);

    public void SetPresent(int person, bool isPresent) => Population.Set(Population.SegmentNames[0], person, isPresent);

    public void Wait(TimeSpan time) => _clock.Advance(time);

    public Sha256Digest DigestOf(int person) => Population.DigestOf(Population.People[person], IdentifierKind.Email)!.Value;

    public IEnumerable<Sha256Digest> Members(IdentifierKind kind = IdentifierKind.Email) => Simulator.GetMembers(Audience, kind).Order();

    public IEnumerable<Sha256Digest> Wanted(IdentifierKind kind = IdentifierKind.Email) => Population.Wanted(Population.SegmentNames[..1], kind).Order();

    public int Additions => Simulator.Requests.Count(static request => request.Operation == SimulatedOperation.AddUsers);

    public async ValueTask DisposeAsync()
    {
        await Machine.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
