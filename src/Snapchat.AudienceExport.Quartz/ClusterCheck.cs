using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Quartz;

/// <summary>Keeps a host from starting as one of several workers while it keeps anything for itself that all of them have to share.</summary>
internal sealed class ClusterCheck(
    QuartzSchedulingOptions options, IServiceProvider services, TimeProvider timeProvider, IAudienceExportStore? store = null, ISecretProtector? protector = null) : IHostedLifecycleService
{
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (store is null)
            throw new InvalidOperationException("AddQuartzScheduling needs a store of exports; register one with UsePostgreSql, UseSqlite or UseInMemoryStore.");
        if (!options.IsCluster)
            return;
        string[] problems = [.. FindPrivateState(), .. await FindForeignKeyRingAsync(cancellationToken).ConfigureAwait(false), .. await FindWrongClockAsync(cancellationToken).ConfigureAwait(false)];
        if (problems.Length > 0)
            throw new InvalidOperationException($"This host cannot be one of several workers. {string.Join(' ', problems)}");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<string> FindPrivateState()
    {
        if (!store!.IsShared)
            yield return "Its connections, exports and runs are in memory or in a file of this machine; keep them where all workers find them, as UsePostgreSql does.";
        if (services.GetService<IMembershipStore>() is { IsShared: false })
            yield return "What is known about the members of audiences is in memory or in files for one process; keep it where all workers find it, as UsePostgreSql does.";
        if (protector is not { IsShared: true })
            yield return "Its key ring is its own; configure one that all workers share.";
    }

    /// <summary>Whether the key ring is shared shows in what another process has encrypted with it.</summary>
    private async Task<IEnumerable<string>> FindForeignKeyRingAsync(CancellationToken cancellationToken)
    {
        if (protector is null)
            return [];
        foreach (StoredConnection connection in await store!.GetConnectionsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false) is not { } token)
                continue;
            try
            {
                CryptographicOperations.ZeroMemory(protector.Unprotect(token.RefreshToken));
            }
            catch (CryptographicException)
            {
                return ["Its key ring cannot decrypt what other workers have stored; configure the one that all of them share."];
            }
        }

        return [];
    }

    private async Task<IEnumerable<string>> FindWrongClockAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset before = timeProvider.GetUtcNow();
        DateTimeOffset inStore = await store!.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset after = timeProvider.GetUtcNow();
        TimeSpan difference = inStore < before ? before - inStore : inStore > after ? inStore - after : TimeSpan.Zero;
        return difference > MaxClockDifference
            ? [$"Its clock is {difference.TotalSeconds:0.0} s off the database's; set both by the same time server, to within {MaxClockDifference.TotalSeconds:0} s."]
            : [];
    }
}
