using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Tests.Running;

namespace Snapchat.AudienceExport.Tests.Scheduling;

/// <summary>Runs and the state of their segments.</summary>
public sealed class SegmentReadinessTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Due = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly RunWorld _world = new();
    private readonly StatefulSource _source = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARunWaitsWhileASegmentIsBeingRefreshed_ThenRuns()
    {
        _source.State = SegmentState.Refreshing;
        RunProcess process = await StartAsync();
        RunId run = await RunWorld.StartAsync(process, await AddAsync());
        await _world.PassAsync(TimeSpan.FromMinutes(1));
        (ExportStatus Status, int Looks) during = ((await _world.FindAsync(run)).Status, _source.Looks);

        _source.State = SegmentState.Active;

        Assert.Equal(ExportStatus.Queued, during.Status);
        Assert.InRange(during.Looks, 1, 13);
        Assert.Equal(ExportStatus.Successful, (await _world.EndAsync(run)).Status);
    }

    [Fact]
    public async Task AScheduledRunWithAFailedSegment_IsSkipped_NamingIt()
    {
        _source.State = SegmentState.Failed;
        RunProcess process = await StartAsync();
        await AddAsync();
        IScheduledExports scheduled = process.Services.GetRequiredService<IScheduledExports>();
        await scheduled.QueueDueAsync(Due.AddHours(-1), Token);
        await scheduled.QueueDueAsync(Due, Token);

        RunRecord run = await _world.EndAsync((await _world.Store.GetRunsAsync(new RunQuery(), Token)).Items.Single().Id);

        Assert.Equal((ExportStatus.Skipped, ExportProblemCode.SegmentsNotReady), (run.Status, run.Problem!.Code));
        Assert.Contains("Segment 'profiles' is Failed", run.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatAPersonAskedFor_IsAttemptedAllTheSame()
    {
        _source.State = SegmentState.Failed;
        RunProcess process = await StartAsync();

        RunRecord run = await _world.EndAsync(await RunWorld.StartAsync(process, await AddAsync()));

        Assert.NotEqual(ExportStatus.Skipped, run.Status);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Task<RunProcess> StartAsync() => _world.StartWorkerAsync(builder =>
    {
        for (int index = builder.Services.Count - 1; index >= 0; index--)
        {
            if (builder.Services[index].ServiceType == typeof(ISegmentSource))
                builder.Services.RemoveAt(index);
        }

        builder.Services.AddSingleton<ISegmentSource>(_source);
    });

    private async Task<StoredExport> AddAsync() => await _world.AddExportAsync(
        (await _world.AddConnectionAsync()).Id,
        static definition => definition with { Schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [new TimeOnly(9, 0)] } } });
}
