using System.Globalization;
using ExportConsole.CommandLine;
using ExportConsole.Input;
using ExportConsole.Output;
using ExportConsole.Running;
using ExportConsole.Setup;
using ExportConsole.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Storage;

namespace ExportConsole;

/// <summary>One run of the program, from the settings to the exit code.</summary>
internal static class ExportRun
{
    private static string BundledCustomers => Path.Combine(AppContext.BaseDirectory, "data", "customers.csv");

    /// <exception cref="UsageException">The command cannot be carried out as it was given.</exception>
    public static async Task<int> RunAsync(ExportSettings settings, CancellationToken cancellationToken)
    {
        IExportView view = settings.Json ? new JsonView() : new TextView(TimeProvider.System);
        view.Begin(Describe(settings));
        ISegmentSource source = settings.Profiles is { } count
            ? new GeneratedSource(count, settings.EmailField)
            : CsvInput.Open(settings.Input ?? BundledCustomers, settings.EmailField);
        MembersFile? members = settings.AudienceOut is { } file ? MembersFile.Claim(file, settings.Input) : null;

        await using IExportTarget target = settings.Server is { } server
            ? new ServerTarget(server, settings.Audience!.Value)
            : await SimulatorTarget.StartAsync(settings.Audience ?? SimulatorTarget.DefaultAudience, settings.Batch is not null, cancellationToken);
        using IHost host = ExportHost.Build(settings, target, source);
        await StartAsync(host, settings, cancellationToken);
        ExportOutcome outcome = await ExportAsync(host.Services, settings, target, source, view, cancellationToken);
        await host.StopAsync(CancellationToken.None);

        view.End(outcome);
        bool isWritten = members is null || target is not SimulatorTarget simulator || members.TryWrite(simulator.Members);
        return outcome.IsSuccess && isWritten ? 0 : 1;
    }

    private static async Task StartAsync(IHost host, ExportSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (OptionsValidationException exception)
        {
            throw new UsageException([.. exception.Failures]);
        }
        catch (AudienceExportStoreException exception)
        {
            throw new UsageException($"The state cannot be kept in '{settings.State}': {exception.Message}");
        }
    }

    private static async Task<ExportOutcome> ExportAsync(
        IServiceProvider services, ExportSettings settings, IExportTarget target, ISegmentSource source, IExportView view, CancellationToken cancellationToken)
    {
        var connections = services.GetRequiredService<IConnectionRegistry>();
        var setup = new ExportSetup(services.GetRequiredService<IExportRegistry>(), view);
        try
        {
            Connection connection = await new ConnectionSetup(connections, target, view).PrepareAsync(cancellationToken);
            ExportDraft draft = await setup.DraftAsync(connection, target.Audience, settings.EmailField, cancellationToken);
            if (settings.DryRun)
            {
                var request = new SegmentExportRequest(target.Audience, source)
                {
                    Segments = draft.Segments,
                    Identifiers = draft.Identifiers,
                    ExportUser = connection.ExportUser,
                    Client = await connections.OpenClientAsync(Operator.User, connection.Id, cancellationToken),
                };
                var exporter = services.GetRequiredService<ISegmentExporter>();
                return ExportOutcome.Of(await view.WatchAsync(progress => exporter.PlanAsync(request, progress, cancellationToken)));
            }

            Export export = await setup.SaveAsync(draft, cancellationToken);
            var follower = new RunFollower(services.GetRequiredService<IExportRunner>());
            return ExportOutcome.Of(await view.WatchAsync(progress => follower.RunAsync(export.Id, progress, cancellationToken)));
        }
        catch (AudienceExportException exception)
        {
            return ExportOutcome.Failed(target.Audience, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExportOutcome.Canceled(target.Audience);
        }
    }

    private static string Describe(ExportSettings settings)
    {
        string what = settings.Profiles is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} generated profiles")
            : settings.Input ?? "the bundled customers";
        string where = settings.Server?.ToString() ?? "a Snapchat simulator in this process";
        return $"Exporting {what} to {where}{(settings.DryRun ? ", as a dry run: nothing is sent" : "")}.";
    }
}
