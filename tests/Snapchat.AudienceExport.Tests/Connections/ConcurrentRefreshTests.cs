using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>Many callers in several processes meet one expired token at the same moment.</summary>
public sealed class ConcurrentRefreshTests
{
    private const int Rounds = 100;
    private const int CallersPerProcess = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RefreshTokenPolicy.Reusable, true)]
    [InlineData(RefreshTokenPolicy.Reusable, false)]
    [InlineData(RefreshTokenPolicy.RotatingWithReuseDetection, true)]
    [InlineData(RefreshTokenPolicy.RotatingWithReuseDetection, false)]
    public async Task OneRefresh_AtATime(RefreshTokenPolicy policy, bool expired)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = policy);
        Connection saved = await harness.SetUpAsync();
        ISnapchatAudienceClient[] clients = [harness.Client(saved.Id), harness.Client(saved.Id, harness.StartProcess())];
        for (int round = 0; round < Rounds; round++)
        {
            int before = harness.Refreshes;
            if (expired)
                harness.Time.Advance(TimeSpan.FromHours(1));
            else
                harness.Simulator.ExpireAccessTokens();

            await CallAllAsync(clients);

            Assert.Equal(before + 1, harness.Refreshes);
        }

        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
    }

    [Fact]
    public async Task AnotherAuthenticationInMidRefresh_GoesBeforeTheLateAnswer()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection);
        Connection saved = await harness.SetUpAsync();
        ServiceProvider other = harness.StartProcess();
        for (int round = 0; round < Rounds; round++)
        {
            harness.Time.Advance(TimeSpan.FromHours(1));
            TaskCompletionSource hold = await HoldRefreshAsync(harness, other, saved.Id, out Task<SnapchatUser> call);
            Connection authenticated = await harness.AuthenticateAsync(saved.Id);
            byte[] refreshToken = (await harness.Store.FindTokenAsync(saved.Id, Token))!.RefreshToken;
            hold.SetResult();

            Assert.Equal(authenticated.SnapchatAccount, await call);
            Assert.Equal(refreshToken, (await harness.Store.FindTokenAsync(saved.Id, Token))!.RefreshToken);
            Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
        }
    }

    [Fact]
    public async Task ARemovalInMidRefresh_LeavesNoTokenBehind()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection);
        ServiceProvider other = harness.StartProcess();
        for (int round = 0; round < Rounds; round++)
        {
            Connection saved = await harness.SetUpAsync();
            harness.Time.Advance(TimeSpan.FromHours(1));
            TaskCompletionSource hold = await HoldRefreshAsync(harness, other, saved.Id, out Task<SnapchatUser> call);
            await harness.Registry.RemoveAsync(People.Administrator, saved.Id, saved.Version, Token);
            hold.SetResult();

            await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => call);
            Assert.Null(await harness.Store.FindTokenAsync(saved.Id, Token));
            Assert.Null(await harness.Store.FindConnectionAsync(saved.Id, Token));
        }
    }

    private static Task CallAllAsync(IEnumerable<ISnapchatAudienceClient> clients)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] calls = [.. clients.SelectMany(client => Enumerable.Range(0, CallersPerProcess).Select(_ => CallAsync(client, start.Task)))];
        start.SetResult();
        return Task.WhenAll(calls);
    }

    private static async Task CallAsync(ISnapchatAudienceClient client, Task start)
    {
        await start;
        await client.GetCurrentUserAsync(Token);
    }

    /// <summary>Lets a process ask for a refresh that Snapchat carries out, and answers only when the test says so.</summary>
    private static Task<TaskCompletionSource> HoldRefreshAsync(ConnectionHarness harness, IServiceProvider process, ConnectionId id, out Task<SnapchatUser> call)
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long before = harness.Simulator.Requests.Count;
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.HoldUntil(hold.Task));
        call = harness.Client(id, process).GetCurrentUserAsync(Token);
        return WaitAsync();

        async Task<TaskCompletionSource> WaitAsync()
        {
            await harness.Simulator.WaitForRequestAsync(request => request.Sequence > before && request.Operation == SimulatedOperation.Token && request.Applied, Token);
            return hold;
        }
    }
}
