using Microsoft.Extensions.Diagnostics.HealthChecks;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.HealthChecks;

/// <summary>Whether Snapchat accepts the authentication of every saved connection, as far as is known without asking it.</summary>
internal sealed class ConnectionHealthCheck(IAudienceExportStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        StoreProbe.RunAsync(context, async () =>
        {
            IReadOnlyList<StoredConnection> connections = await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false);
            ConnectionId[] lost = [.. connections.Where(static connection => connection.State == ConnectionState.NeedsReauthentication).Select(static connection => connection.Id)];
            return lost.Length == 0
                ? HealthCheckResult.Healthy("No connection needs authentication.")
                : new HealthCheckResult(context.Registration.FailureStatus, $"An administrator has to authenticate again with Snapchat: {string.Join(", ", lost)}.");
        });
}
