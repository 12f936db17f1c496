using Microsoft.Extensions.Diagnostics.HealthChecks;
using Snapchat.AudienceExport.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of connections and exports.</summary>
public static class AudienceExportHealthCheckExtensions
{
    private static readonly string[] Tags = ["audience-export"];

    /// <summary>
    /// Adds checks under the tag <c>audience-export</c>: <c>audience-export-store</c> (unhealthy if the store does not answer), <c>audience-export-connections</c> (degraded if Snapchat no longer
    /// accepts the authentication of a connection) and, on request, <c>audience-export-success</c>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="maxAgeOfLastSuccess">
    /// How long ago the last successful run of an export with an active schedule may have ended, or the export may have been saved if it never succeeded: above 0; degraded if an export is older.
    /// Null, the default, adds no such check.
    /// </param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAgeOfLastSuccess"/> is not above 0.</exception>
    public static IHealthChecksBuilder AddAudienceExportChecks(this IHealthChecksBuilder builder, TimeSpan? maxAgeOfLastSuccess = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddCheck<StoreHealthCheck>("audience-export-store", HealthStatus.Unhealthy, Tags);
        builder.AddCheck<ConnectionHealthCheck>("audience-export-connections", HealthStatus.Degraded, Tags);
        if (maxAgeOfLastSuccess is { } age)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero, nameof(maxAgeOfLastSuccess));
            builder.AddTypeActivatedCheck<LastSuccessHealthCheck>("audience-export-success", HealthStatus.Degraded, Tags, args: [age]);
        }

        return builder;
    }
}
