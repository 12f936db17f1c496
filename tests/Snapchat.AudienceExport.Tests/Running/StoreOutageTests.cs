using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>Runs whose store goes away in the middle: they go on once it answers.</summary>
public sealed class StoreOutageTests : IDisposable
{
    private static readonly string[] Steps = [nameof(IAudienceExportStore.TryUpdateRunAsync), nameof(IAudienceExportStore.ReleaseLeaseAsync)];

    private readonly EphemeralSecretProtector _protector = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoreThatGoesAway_AtAnyStepOfARun_LosesNothing(bool isStepMade)
    {
        int step = 1;
        while (await RunThroughOutageAsync(step, isStepMade))
            step++;

        Assert.InRange(step, 15, 200);
    }

    [Fact]
    public async Task StoreThatGoesAwayEachTime_IsNamed_AfterFiveResumptions()
    {
        await using var world = new RunWorld();
        (IMembershipStore membership, FlakyStore failures) = FlakyStore.Over<IMembershipStore>(new InMemoryMembershipStore());
        failures.Before = static (method, _) =>
        {
            if (method == nameof(IMembershipStore.AppendAsync))
                throw new AudienceExportStoreException("The database is down.") { IsTransient = true };
        };
        RunProcess process = await world.StartWorkerAsync(builder => Share(builder, membership));

        RunRecord run = await world.EndAsync(await StartAsync(world, process));

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.StoreUnavailable, 5), (run.Status, run.Problem!.Code, run.Resumptions));
        Assert.Contains("also after the run was resumed 5 times", run.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, run.Report!.Identifiers.Single().Accepted);
        Assert.Equal(6, world.Snapchat.Uploads.Count);

        // A person may let it go on when the database is mended.
        failures.Before = null;
        await process.Runner.ResumeAsync(People.Administrator, run.Id, TestContext.Current.CancellationToken);
        Assert.Equal(ExportStatus.Successful, (await world.EndAsync(run.Id)).Status);
    }

    [Fact]
    public async Task StoreThatFailsForAnotherReason_EndsTheRun()
    {
        await using var world = new RunWorld();
        (IMembershipStore membership, FlakyStore failures) = FlakyStore.Over<IMembershipStore>(new InMemoryMembershipStore());
        failures.Before = static (method, _) =>
        {
            if (method == nameof(IMembershipStore.AppendAsync))
                throw new AudienceExportStoreException("The disk of the database is full.");
        };
        RunProcess process = await world.StartWorkerAsync(builder => Share(builder, membership));

        RunRecord run = await world.EndAsync(await StartAsync(world, process));

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.Unexpected, 0), (run.Status, run.Problem!.Code, run.Resumptions));
    }

    [Fact]
    public async Task StoreThatIsAway_UntilTheTimeForAnUploadHasPassed_IsNamed_AndTheRunGoesOn()
    {
        await using var world = new RunWorld();
        (IAudienceExportStore store, FlakyStore failures) = FlakyStore.Over(world.Store);
        RunProcess process = await world.StartWorkerAsync(builder => Share(builder, new InMemoryMembershipStore()), store: store);
        var late = new TaskCompletionSource();
        world.Snapchat.BeforeAnswer = number => number == 2 ? late.Task : Task.CompletedTask;
        RunId id = await StartAsync(world, process);
        await world.UntilAsync(() => world.Snapchat.Held == 1);

        failures.IsDown = true;
        await world.PassAsync(TimeSpan.FromSeconds(10));
        late.SetException(new SnapchatApiException("Snapchat did not add people in time.", statusCode: null, errorCode: null, snapchatMessage: null, requestId: null, isTransient: true));
        await world.PassAsync(TimeSpan.FromSeconds(10));
        failures.IsDown = false;
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Successful, 1, 3), (run.Status, run.Resumptions, run.Report!.Identifiers.Single().Accepted));
    }

    [Fact]
    public async Task RunThatWasCommitted_AndWhoseWorkerDiedBeforeItsEnd_EndsWithItsReport_AndIsNotRunAgain()
    {
        await using var world = new RunWorld();
        (IAudienceExportStore store, FlakyStore failures) = FlakyStore.Over(world.Store);
        var membership = new InMemoryMembershipStore();
        RunProcess dead = await world.StartWorkerAsync(builder => Share(builder, membership), store: store);
        failures.Before = (method, arguments) =>
            failures.IsDown |= method == nameof(IAudienceExportStore.TryUpdateRunAsync) && arguments[0] is StoredRun { Record.HasEnded: true };
        RunId id = await StartAsync(world, dead);
        await world.UntilAsync(() => failures.IsDown);
        dead.IsFrozen = true;
        await world.StartWorkerAsync(builder => Share(builder, membership));

        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Successful, null, 0), (run.Status, run.Problem, run.Resumptions));
        Assert.Equal((3, 3, ExportStatus.Successful), (run.Report!.Identifiers.Single().Accepted, run.Report.Requests.Count, run.Report.Status));
        Assert.Equal(AudienceSourceType.FirstParty, run.Report.AudienceAfterwards!.SourceType);
        Assert.Equal(3, world.Snapchat.Uploads.Count);
    }

    public void Dispose() => _protector.Dispose();

    /// <summary>Lets a run's store go away for some seconds at one step.</summary>
    /// <returns>Whether the run has that many steps.</returns>
    private async Task<bool> RunThroughOutageAsync(int step, bool isStepMade)
    {
        await using var world = new RunWorld();
        (IAudienceExportStore store, FlakyStore runs) = FlakyStore.Over(world.Store);
        (IMembershipStore membership, FlakyStore members) = FlakyStore.Over<IMembershipStore>(new InMemoryMembershipStore());
        RunProcess process = await world.StartWorkerAsync(builder => Share(builder, membership), static options => options.AttemptTimeout = TimeSpan.FromSeconds(1), store);
        RunId id = await StartAsync(world, process);
        int steps = 0;
        string name = "";
        if (isStepMade)
        {
            members.After = method => Count(isStep: true, method);
            runs.After = method => Count(Steps.Contains(method), method);
        }
        else
        {
            members.Before = (method, _) => Count(isStep: true, method);
            runs.Before = (method, _) => Count(Steps.Contains(method), method);
        }

        await world.UntilAsync(async () => runs.IsDown || (await world.FindAsync(id)).HasEnded);
        bool wasAway = runs.IsDown;
        await world.PassAsync(TimeSpan.FromSeconds(wasAway ? 3 : 0));
        (members.IsDown, members.Before, members.After) = (runs.IsDown, runs.Before, runs.After) = (false, null, null);
        RunRecord run = await world.EndAsync(id);
        Assert.True(run.Status == ExportStatus.Successful, $"With an outage at step {step} ({name}) the run is {run.Status}: {run.Problem?.Message}");
        RunId nextId = await RunWorld.StartAsync(process, (await world.Store.FindExportAsync(run.Export, TestContext.Current.CancellationToken))!);
        RunRecord next = await world.EndAsync(nextId);

        Assert.InRange(run.Resumptions, 0, 1);
        Assert.Equal(3, run.Report!.Identifiers.Single().Accepted);
        Assert.Equal((ExportStatus.Successful, 0), (next.Status, next.Report!.Requests.Count));
        Assert.False(world.Snapchat.HasOverlapped);
        return wasAway;

        void Count(bool isStep, string method)
        {
            // One part is read like another, and there are hundreds.
            if (!isStep || method == nameof(IMembershipStore.ReadPartAsync) || Interlocked.Increment(ref steps) != step)
                return;
            name = method;
            members.IsDown = runs.IsDown = true;
        }
    }

    private static async Task<RunId> StartAsync(RunWorld world, RunProcess process) => await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));

    private void Share(ISnapchatAudienceExportBuilder builder, IMembershipStore membership) => builder.UseInMemoryMembership().Services
        .Replace(ServiceDescriptor.Singleton(membership))
        .Replace(ServiceDescriptor.Singleton<ISecretProtector>(_protector));
}
