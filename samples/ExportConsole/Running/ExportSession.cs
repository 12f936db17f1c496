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
        Connection connection = await PrepareAsync(cancellationToken);
        var setup = new ExportSetup(services.GetRequiredService<IExportRegistry>(), view);
        ExportDraft draft = await setup.DraftAsync(connection, target.Audience, input.Identifiers, settings.Mode, cancellationToken);
        SegmentExportRequest request = await DescribeAsync(connection, draft, cancellationToken);
        if (settings.DryRun)
            return ExportOutcome.Of(await PlanAsync(request, cancellationToken));

        Export export = await setup.SaveAsync(draft, cancellationToken);
        var unfinished = new UnfinishedNotice(services.GetRequiredService<ISegmentExporter>(), services.GetRequiredService<IExportRunner>(), view);
        await unfinished.BeginAsync(request, cancellationToken);
        var asked = new RunRequest { ResendAll = settings.ResendAll, ConfirmedPlan = await ConfirmAsync(request, cancellationToken) };
        var follower = new RunFollower(services.GetRequiredService<IExportRunner>());
        RunRecord run = await view.WatchAsync(progress => follower.RunAsync(export.Id, asked, progress, cancellationToken));
        await unfinished.EndAsync(run);
        return ExportOutcome.Of(run);
    }

    /// <exception cref="UsageException">There is nothing to go on with.</exception>
    public async Task<ExportOutcome> ResumeAsync(CancellationToken cancellationToken)
    {
        Connection connection = await PrepareAsync(cancellationToken);
        var runner = services.GetRequiredService<IExportRunner>();
        Export? export = await new ExportSetup(services.GetRequiredService<IExportRegistry>(), view).FindAsync(connection, cancellationToken);
        IReadOnlyList<RunRecord> runs = export is null ? [] : (await runner.GetRunsAsync(Operator.User, new RunQuery { Export = export.Id, Take = 1 }, cancellationToken)).Items;
        if (runs is not [var latest] || latest.Status is ExportStatus.Successful or ExportStatus.Skipped)
            throw new UsageException("There is no run in the state that did not finish; leave out --resume to start one.");

        // One that was cut off goes on by itself.
        if (latest.HasEnded)
            latest = await runner.ResumeAsync(Operator.User, latest.Id, cancellationToken);
        view.Note($"Run {latest.Id} goes on where it stopped.");
        return ExportOutcome.Of(await view.WatchAsync(progress => new RunFollower(runner).FollowAsync(latest.Id, progress, cancellationToken)));
    }

    public async Task<ExportOutcome> EraseAsync(string email, CancellationToken cancellationToken)
    {
        // What is removed is removed through a connection.
        await PrepareAsync(cancellationToken);
        var erasures = services.GetRequiredService<IErasureService>();
        return ExportOutcome.Of(await erasures.EraseAsync(Operator.User, new ErasureRequest(PersonIdentifier.Email(email)), cancellationToken));
    }

    private Task<Connection> PrepareAsync(CancellationToken cancellationToken) => new ConnectionSetup(Connections, target, view).PrepareAsync(cancellationToken);

    // Without a token, the plan of this moment is confirmed; should the run come to another one, it asks again.
    private async Task<string?> ConfirmAsync(SegmentExportRequest request, CancellationToken cancellationToken)
    {
        if (!settings.ConfirmsRemovals || settings.ConfirmedPlan is not null)
            return settings.ConfirmedPlan;
        ExportPlan plan = await PlanAsync(request, cancellationToken);
        if (plan.Token is { } token)
            view.Note($"Confirming the removals of plan {token}.");
        return plan.Token;
    }

    private Task<ExportPlan> PlanAsync(SegmentExportRequest request, CancellationToken cancellationToken) =>
        view.WatchAsync(progress => services.GetRequiredService<ISegmentExporter>().PlanAsync(request, progress, cancellationToken));

    // The draft as it is, so that looking at other options changes nothing that is saved.
    private async Task<SegmentExportRequest> DescribeAsync(Connection connection, ExportDraft draft, CancellationToken cancellationToken) => new(target.Audience, input.Source)
    {
        Segments = draft.Segments,
        Identifiers = draft.Identifiers,
        Mode = draft.Mode,
        ResendAll = settings.ResendAll,
        ExportUser = connection.ExportUser,
        Client = await Connections.OpenClientAsync(Operator.User, connection.Id, cancellationToken),
    };
}
