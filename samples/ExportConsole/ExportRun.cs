using ExportConsole.CommandLine;
using ExportConsole.Input;
using ExportConsole.Output;
using ExportConsole.Running;
using ExportConsole.Setup;
using ExportConsole.Targets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Storage;

namespace ExportConsole;

/// <summary>One run of the program, from the settings to the exit code.</summary>
internal static class ExportRun
{
    /// <exception cref="UsageException">The command cannot be carried out as it was given.</exception>
    public static async Task<int> RunAsync(ExportSettings settings, CancellationToken cancellationToken)
    {
        IExportView view = settings.Json ? new JsonView() : new TextView(TimeProvider.System);
        view.Begin(Describe(settings));
        OpenedInput input = await ExportInput.OpenAsync(settings, cancellationToken);
        MembersFile? members = settings.AudienceOut is { } file ? MembersFile.Claim(file, settings.Input) : null;
        using StateFolder? state = settings.State is { } folder ? StateFolder.Claim(folder) : null;
        await using IExportTarget target = settings.Server is { } server
            ? new ServerTarget(server, settings.Audience!.Value)
            : await SimulatorTarget.StartAsync(settings, cancellationToken);
        using IHost host = ExportHost.Build(settings, target, input.Source);
        var session = new ExportSession(host.Services, settings, target, input, view);
        ExportOutcome outcome = await ExportAsync(host, session, settings, target.Audience, cancellationToken);
        view.End(outcome);
        bool isWritten = members is null || target is not SimulatorTarget simulator || members.TryWrite(simulator.Members);
        return outcome.IsSuccess && isWritten ? 0 : 1;
    }

    private static async Task<ExportOutcome> ExportAsync(IHost host, ExportSession session, ExportSettings settings, AudienceId audience, CancellationToken cancellationToken)
    {
        try
        {
            await StartAsync(host, settings, cancellationToken);
            try
            {
                return settings switch
                {
                    { Resumes: true } => await session.ResumeAsync(cancellationToken),
                    { Erase: { } email } => await session.EraseAsync(email, cancellationToken),
                    _ => await session.ExportAsync(cancellationToken),
                };
            }
            finally
            {
                await host.StopAsync(CancellationToken.None);
            }
        }
        catch (AudienceExportException exception)
        {
            return ExportOutcome.Failed(audience, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExportOutcome.Canceled(audience);
        }
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

    private static string Describe(ExportSettings settings)
    {
        string where = settings.Server?.ToString() ?? "a Snapchat simulator in this process";
        return settings switch
        {
            { Resumes: true } => $"Going on with the latest run to {where}.",
            { Erase: not null } => $"Erasing a person from the audiences at {where}.",
            _ => $"Exporting {ExportInput.Describe(settings)} to {where}{(settings.DryRun ? ", as a dry run: nothing is sent" : "")}.",
        };
    }
}
