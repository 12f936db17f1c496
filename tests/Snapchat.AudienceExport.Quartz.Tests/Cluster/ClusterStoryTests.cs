namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>What happens to several workers, in its small form.</summary>
[Collection(ClusterScene.Alone)]
public sealed class ClusterStoryTests
{
    [Fact]
    public async Task WorkersDieStandStillJoinAndLeave_AndEveryExportSucceedsOnce() =>
        await TellAsync(static token => ClusterStories.WorkersDieStandStillJoinAndLeaveAsync(StorySize.Small, token));

    [Fact]
    public async Task TheDatabaseRestartsAndStandsStill_AndNothingIsLost() =>
        await TellAsync(static token => ClusterStories.TheDatabaseRestartsAndStandsStillAsync(StorySize.Small, token));

    // Whoever waits for a run that never ends shall not wait for ever.
    private static async Task TellAsync(Func<CancellationToken, Task<string>> tellAsync)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(8));
        TestContext.Current.TestOutputHelper!.WriteLine(await tellAsync(limit.Token));
    }
}
