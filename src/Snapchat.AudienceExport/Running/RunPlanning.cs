using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Makes the plan that a run of a saved export would make.</summary>
internal sealed class RunPlanning(IServiceScopeFactory scopes, ISegmentExporter exporter, IConnectionClients clients, IAudienceExportStore store, RunConditions conditions)
{
    public async Task<ExportPlan> PlanAsync(StoredExport export, RunRequest request, IProgress<ExportProgress>? progress, CancellationToken cancellationToken)
    {
        ExportDefinition definition = export.Definition;
        StoredConnection? connection = definition.Connection is { } id ? await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (connection is null)
            return Refused(RunEndings.NoConnection);
        if (conditions.FindReasonToStop(export, connection) is { } obstacle)
            return Refused(obstacle);

        // To the engine, no segment means all of them.
        if (definition.Segments.Count == 0)
            return Refused(RunEndings.NoSegments);

        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (scope.ServiceProvider.GetService<ISegmentSource>() is not { } source)
                return Refused(RunEndings.NoSource);
            var wanted = new SegmentExportRequest(definition.Audience, source)
            {
                Segments = definition.Segments,
                Identifiers = definition.Identifiers,
                Mode = definition.Mode,
                ResendAll = request.ResendAll,
                ConfirmedPlan = request.ConfirmedPlan,
                ExportUser = connection.ExportUser,
                Client = clients.For(connection.Id),
                HasConsent = true,
            };
            return await exporter.PlanAsync(wanted, progress, cancellationToken).ConfigureAwait(false);
        }

        ExportPlan Refused(RunEnding ending) => new(definition.Audience) { Problem = ending.Problem };
    }
}
