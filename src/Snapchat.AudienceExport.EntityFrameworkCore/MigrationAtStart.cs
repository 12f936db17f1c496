using Microsoft.Extensions.Hosting;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

/// <summary>Applies migrations before any other hosted service starts.</summary>
internal sealed class MigrationAtStart(DatabaseSession session, Func<bool> isWanted) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => isWanted() ? session.MigrateAsync(cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
