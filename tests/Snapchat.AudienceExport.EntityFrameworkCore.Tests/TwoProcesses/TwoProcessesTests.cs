using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>Two processes on one PostgreSQL meet the expired token of one connection.</summary>
public sealed class TwoProcessesTests(PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>, IAsyncLifetime
{
    private const int Rounds = 100;

    private readonly SharedKeys _keys = new();
    private SnapchatSimulator _simulator = null!;
    private Party _party = null!;
    private ServiceProvider _services = null!;
    private ConnectionId _connection;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConnectionRegistry Registry => _services.GetRequiredService<IConnectionRegistry>();

    private IAudienceExportStore Store => _services.GetRequiredService<IAudienceExportStore>();

    private int Refreshes => Count(request => request.Operation == SimulatedOperation.Token);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(RefreshTokenPolicy.Reusable)]
    [InlineData(RefreshTokenPolicy.RotatingWithReuseDetection)]
    public async Task BothGoOn_AndSnapchatSeesOneRefresh(RefreshTokenPolicy policy)
    {
        await SetUpAsync(policy);
        await using Child child = await Child.StartAsync(_party, _connection);
        ISnapchatAudienceClient client = await Registry.OpenClientAsync(Party.Administrator, _connection, Token);
        for (int round = 0; round < Rounds; round++)
        {
            (int refreshes, int refused) = (Refreshes, Refused());
            _simulator.ExpireAccessTokens();

            // Whoever refreshes gets no answer before all callers of both processes were refused.
            Task all = _simulator.WaitForRequestAsync(_ => Refused() >= refused + (2 * CallingProcess.Calls), Token);
            _simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.HoldUntil(all));
            Task<string?> other = child.CallAsync();

            Assert.Equal(CallingProcess.Done, await CallingProcess.CallAsync(client, Token));
            Assert.Equal(CallingProcess.Done, await other);
            Assert.Equal(refreshes + 1, Refreshes);
        }

        Assert.Equal(ConnectionState.Active, (await GetAsync()).State);
    }

    [Fact]
    public async Task AnotherAuthenticationInMidRefresh_GoesBeforeTheLateAnswer()
    {
        await SetUpAsync(RefreshTokenPolicy.RotatingWithReuseDetection);
        await using Child child = await Child.StartAsync(_party, _connection);
        for (int round = 0; round < Rounds; round++)
        {
            (TaskCompletionSource hold, Task<string?> call) = await HoldRefreshAsync(child);
            await AuthenticateAsync(_connection);
            byte[] refreshToken = (await Store.FindTokenAsync(_connection, Token))!.RefreshToken;
            hold.SetResult();

            Assert.Equal(CallingProcess.Done, await call);
            Assert.Equal(refreshToken, (await Store.FindTokenAsync(_connection, Token))!.RefreshToken);
            Assert.Equal(ConnectionState.Active, (await GetAsync()).State);
        }
    }

    [Fact]
    public async Task ARemovalInMidRefresh_LeavesNoTokenBehind()
    {
        await SetUpAsync(RefreshTokenPolicy.RotatingWithReuseDetection);
        await using Child child = await Child.StartAsync(_party, _connection);
        (TaskCompletionSource hold, Task<string?> call) = await HoldRefreshAsync(child);
        await Registry.RemoveAsync(Party.Administrator, _connection, (await GetAsync()).Version, Token);
        hold.SetResult();

        Assert.Equal(nameof(ReauthenticationRequiredException), await call);
        Assert.Null(await Store.FindTokenAsync(_connection, Token));
        Assert.Null(await Store.FindConnectionAsync(_connection, Token));
    }

    [Theory]
    [InlineData(RefreshTokenPolicy.Reusable)]
    [InlineData(RefreshTokenPolicy.RotatingWithReuseDetection)]
    public async Task AKillBetweenAnswerAndStore_LeavesAConnectionThatWorks_OrSaysThatItDoesNot(RefreshTokenPolicy policy)
    {
        await SetUpAsync(policy);
        await using Child child = await Child.StartAsync(_party, _connection, dies: true);
        ISnapchatAudienceClient client = await Registry.OpenClientAsync(Party.Administrator, _connection, Token);
        _simulator.ExpireAccessTokens();

        Assert.Null(await child.CallAsync());
        await child.WaitForExitAsync();
        StoredToken marked = (await Store.FindTokenAsync(_connection, Token))!;
        StoredLease left = Assert.Single(await Store.GetLeasesAsync($"token:{_connection}", Token));
        Assert.NotNull(marked.RefreshBegunAt);

        // What the end of its time does, without the wait.
        await Store.ReleaseLeaseAsync(left, Token);
        string outcome = await CallingProcess.CallAsync(client, Token);

        bool works = policy == RefreshTokenPolicy.Reusable;
        Assert.Equal(works ? CallingProcess.Done : nameof(ReauthenticationRequiredException), outcome);
        Assert.Equal(works ? ConnectionState.Active : ConnectionState.NeedsReauthentication, (await GetAsync()).State);
        await AuthenticateAsync(_connection);
        Assert.Equal(ConnectionState.Active, (await GetAsync()).State);
        await Registry.TestAsync(Party.Administrator, _connection, Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        _keys.Dispose();
    }

    private async Task SetUpAsync(RefreshTokenPolicy policy)
    {
        _simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { RefreshTokens = policy }, Token);
        _party = new Party(database.ConnectionString, _keys.Folder, _simulator.BaseAddress, _simulator.ClientId, _simulator.ClientSecret.Reveal());
        _services = _party.Register().BuildServiceProvider();
        _connection = await Administration.ConnectAsync(Registry, Token);
    }

    private Task AuthenticateAsync(ConnectionId connection) => Administration.AuthenticateAsync(Registry, connection, Token);

    /// <summary>Lets the child ask for a refresh that Snapchat carries out, and answers only when the test says so.</summary>
    private async Task<(TaskCompletionSource Hold, Task<string?> Call)> HoldRefreshAsync(Child child)
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long before = _simulator.Requests.Count;
        _simulator.ExpireAccessTokens();
        _simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.HoldUntil(hold.Task));
        Task<string?> call = child.CallAsync();
        await _simulator.WaitForRequestAsync(request => request.Sequence > before && request.Operation == SimulatedOperation.Token && request.Applied, Token);
        return (hold, call);
    }

    private Task<Connection> GetAsync() => Registry.GetConnectionAsync(Party.Administrator, _connection, Token);

    private int Refused() => Count(request => request.Status == (int)HttpStatusCode.Unauthorized);

    private int Count(Func<SimulatedRequest, bool> which) => _simulator.Requests.Count(which);
}
