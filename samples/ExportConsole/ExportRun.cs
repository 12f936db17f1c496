using System.Globalization;
using ExportConsole.CommandLine;
using ExportConsole.Input;
using ExportConsole.Output;
using ExportConsole.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;

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
        await using ServiceProvider services = Services(settings, target);
        var request = new SegmentExportRequest(target.Audience, source) { Identifiers = [new IdentifierMapping(IdentifierKind.Email, settings.EmailField)] };

        ExportOutcome outcome = await ExportAsync(services, request, settings.DryRun, view, cancellationToken);
        view.End(outcome);
        bool isWritten = members is null || target is not SimulatorTarget simulator || members.TryWrite(simulator.Members);
        return outcome.IsSuccess && isWritten ? 0 : 1;
    }

    private static ServiceProvider Services(ExportSettings settings, IExportTarget target)
    {
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(options =>
        {
            options.AcceptDataUse = true;
            options.MaxIdentifiersPerRequest = settings.Batch ?? IdentifierBatch.MaxCount;
            target.Configure(options);
        });
        return services.BuildServiceProvider();
    }

    private static async Task<ExportOutcome> ExportAsync(
        ServiceProvider services, SegmentExportRequest request, bool dryRun, IExportView view, CancellationToken cancellationToken)
    {
        try
        {
            var exporter = services.GetRequiredService<ISegmentExporter>();
            return dryRun
                ? ExportOutcome.Of(await view.WatchAsync(progress => exporter.PlanAsync(request, progress, cancellationToken)))
                : ExportOutcome.Of(await view.WatchAsync(progress => exporter.ExportAsync(request, progress, cancellationToken)));
        }
        catch (OptionsValidationException exception)
        {
            throw new UsageException([.. exception.Failures]);
        }
        catch (SegmentReadException exception) when (exception.SourceExceptionType.StartsWith(CsvInput.ExceptionNamespace, StringComparison.Ordinal))
        {
            // Past a misplaced quote nobody knows where a row ends: to go on would lose customers without a word.
            return ExportOutcome.Failed(request.Audience, "The file is not well-formed CSV: a quote is misplaced or not closed, or a record is too long; mend it and run again. Nothing was sent.");
        }
        catch (AudienceExportException exception)
        {
            return ExportOutcome.Failed(request.Audience, exception.Message);
        }
        catch (ExportCanceledException exception)
        {
            return ExportOutcome.Of(exception.Report);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExportOutcome.Canceled(request.Audience);
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
