using ExportConsole.CommandLine;
using ExportConsole.Output;
using ExportConsole.Setup;
using ExportConsole.Targets;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

namespace ExportConsole.Running;

/// <summary>What the program does with the library once it is registered and started: connection, export, run.</summary>
internal sealed class ExportSession(IServiceProvider services, ExportSettings settings, IExportTarget target, ISegmentSource source, IExportView view)
{
    private IConnectionRegistry Connections => services.GetRequiredService<IConnectionRegistry>();

    public async Task<ExportOutcome> ExportAsync(CancellationToken cancellationToken)
    {
        Connection connection = await new ConnectionSetup(Connections, target, view).PrepareAsync(cancellationToken);
        var setup = new ExportSetup(services.GetRequiredService<IExportRegistry>(), view);
        ExportDraft draft = await setup.DraftAsync(connection, target.Audience, settings.EmailField, cancellationToken);
        if (settings.DryRun)
            return ExportOutcome.Of(await PlanAsync(connection, draft, cancellationToken));

        Export export = await setup.SaveAsync(draft, cancellationToken);
        var follower = new RunFollower(services.GetRequiredService<IExportRunner>());
        return ExportOutcome.Of(await view.WatchAsync(progress => follower.RunAsync(export.Id, progress, cancellationToken)));
    }

    // The draft is planned as it is, so that looking at other options changes nothing that is saved.
    private async Task<ExportPlan> PlanAsync(Connection connection, ExportDraft draft, CancellationToken cancellationToken)
    {
        var exporter = services.GetRequiredService<ISegmentExporter>();
        var request = new SegmentExportRequest(target.Audience, source)
        {
            Segments = draft.Segments,
            Identifiers = draft.Identifiers,
            ExportUser = connection.ExportUser,
            Client = await Connections.OpenClientAsync(Operator.User, connection.Id, cancellationToken),
        };
        return await view.WatchAsync(progress => exporter.PlanAsync(request, progress, cancellationToken));
    }
}
