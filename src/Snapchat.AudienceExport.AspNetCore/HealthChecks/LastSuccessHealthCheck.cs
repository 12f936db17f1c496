using Microsoft.Extensions.Diagnostics.HealthChecks;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.HealthChecks;

/// <summary>Whether every export that runs by itself succeeded lately.</summary>
internal sealed class LastSuccessHealthCheck(IAudienceExportStore store, TimeSpan maxAge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        StoreProbe.RunAsync(context, async () =>
        {
            DateTimeOffset oldest = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false) - maxAge;
            IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);
            Dictionary<ExportId, LatestRuns> runs = (await store.GetLatestRunsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(static latest => latest.Export);
            ExportId[] late = [.. exports.Where(export => RunsByItself(export) && LastSuccess(export, runs) < oldest).Select(static export => export.Id)];
            return late.Length == 0
                ? HealthCheckResult.Healthy($"Every scheduled export succeeded within {maxAge}.")
                : new HealthCheckResult(context.Registration.FailureStatus, $"Without a success within {maxAge}: {string.Join(", ", late)}.");
        });

    private static bool RunsByItself(StoredExport export) => export.Definition is { Connection: not null, Schedule.IsActive: true };

    private static DateTimeOffset LastSuccess(StoredExport export, Dictionary<ExportId, LatestRuns> runs) => runs.GetValueOrDefault(export.Id)?.RefreshedAt ?? export.UpdatedAt;
}
