using ExportConsole.CommandLine;
using ExportConsole.Input;
using ExportConsole.Output;
using ExportConsole.Setup;
using ExportConsole.Targets;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

namespace ExportConsole.Running;

/// <summary>What the program does with the library once it is registered and started: connection, export, run.</summary>
internal sealed class ExportSession(IServiceProvider services, ExportSettings settings, IExportTarget target, OpenedInput input, IExportView view)
{
    private IConnectionRegistry Connections => services.GetRequiredService<IConnectionRegistry>();

    public async Task<ExportOutcome> ExportAsync(CancellationToken cancellationToken)
    {
        Connection connection = await new ConnectionSetup(Connections, target, view).PrepareAsync(cancellationToken);
        var setup = new ExportSetup(services.GetRequiredService<IExportRegistry>(), view);
        ExportDraft draft = await setup.DraftAsync(connection, target.Audience, input.Identifiers, settings.Mode, cancellationToken);
        if (settings.DryRun)
            return ExportOutcome.Of(await PlanAsync(connection, draft, cancellationToken));

        Export export = await setup.SaveAsync(draft, cancellationToken);
        var request = new RunRequest { ResendAll = settings.ResendAll, ConfirmedPlan = await ConfirmAsync(connection, draft, cancellationToken) };
        var follower = new RunFollower(services.GetRequiredService<IExportRunner>());
        return ExportOutcome.Of(await view.WatchAsync(progress => follower.RunAsync(export.Id, request, progress, cancellationToken)));
    }

    // Without a token, the plan of this moment is confirmed; should the run come to another one, it asks again.
    private async Task<string?> ConfirmAsync(Connection connection, ExportDraft draft, CancellationToken cancellationToken)
    {
        if (!settings.ConfirmsRemovals || settings.ConfirmedPlan is not null)
            return settings.ConfirmedPlan;
        ExportPlan plan = await PlanAsync(connection, draft, cancellationToken);
        if (plan.Token is { } token)
            view.Note($"Confirming the removals of plan {token}.");
        return plan.Token;
    }

    // The draft is planned as it is, so that looking at other options changes nothing that is saved.
    private async Task<ExportPlan> PlanAsync(Connection connection, ExportDraft draft, CancellationToken cancellationToken)
    {
        var exporter = services.GetRequiredService<ISegmentExporter>();
        var request = new SegmentExportRequest(target.Audience, input.Source)
        {
            Segments = draft.Segments,
            Identifiers = draft.Identifiers,
            Mode = draft.Mode,
            ResendAll = settings.ResendAll,
            ExportUser = connection.ExportUser,
            Client = await Connections.OpenClientAsync(Operator.User, connection.Id, cancellationToken),
        };
        return await view.WatchAsync(progress => exporter.PlanAsync(request, progress, cancellationToken));
    }
}
