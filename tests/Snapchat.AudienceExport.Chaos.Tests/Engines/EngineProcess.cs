using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>One process of the engine, registered as a host would, over a state folder that it alone has open.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly FileMembershipStore _store;
    private readonly TimeProvider _clock;
    private readonly Life _life;

    /// <exception cref="DeathException">It did not live long enough to open its state.</exception>
    public EngineProcess(EngineSettings settings, IStateFiles files, TimeProvider clock, Life life)
    {
        (_clock, _life) = (clock, life);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(settings.Apply).UseInMemoryMembership();
        builder.HttpClient.AddHttpMessageHandler(() => new MortalHandler(life));
        _store = FileMembershipStore.Open(settings.Folder, files);
        services.AddSingleton<IMembershipStore>(_store);
        services.AddSingleton(StateKey.Open(settings.Folder, files));
        _services = services.BuildServiceProvider();
    }

    private ISecretProtector Protector => _services.GetRequiredService<ISecretProtector>();

    public async Task<RunResult> RunAsync(ChaosExport export, ISegmentSource source, RunTerms terms, IProgress<ExportProgress>? progress = null)
    {
        using var canceling = new CancellationTokenSource();
        _life.Event = terms.CanceledAfter is { } steps ? (_life.Steps + steps, canceling.Cancel) : null;
        SegmentExportRequest request = export.Request(source) with { ResendAll = terms.ResendsAll, Run = terms.Run };
        RunId? resumed = null;
        ISegmentExporter exporter = _services.GetRequiredService<ISegmentExporter>();
        try
        {
            if (terms.Resumes && await exporter.FindUnfinishedAsync(request, canceling.Token) is { Obstacle: null } unfinished)
            {
                resumed = unfinished.Run;
                return ResultOf(await exporter.ResumeAsync(unfinished.Run, request, progress, canceling.Token)) with { Resumed = resumed };
            }

            if (terms.Confirms)
                request = request with { ConfirmedPlan = (await exporter.PlanAsync(request, null, canceling.Token)).Token };
            return ResultOf(await exporter.ExportAsync(request, progress, canceling.Token));
        }
        catch (Exception) when (_life.IsDead)
        {
            return RunResult.Died;
        }
        catch (OperationCanceledException) when (canceling.IsCancellationRequested)
        {
            return new RunResult(ExportStatus.Canceled) { Resumed = resumed };
        }
        catch (SnapchatApiException exception)
        {
            return new RunResult(ExportStatus.Failed, exception.Message) { Resumed = resumed };
        }
        finally
        {
            _life.Event = null;
        }
    }

    public Task EraseAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests)
    {
        var entry = SuppressionEntry.New(_clock, lifts: false, new Dictionary<IdentifierKind, IReadOnlyList<Sha256Digest>> { [kind] = [.. digests] });
        return new SuppressionList(_store, Protector).AddAsync(entry, CancellationToken.None);
    }

    public Task<KnownMembers> LookAsync(AudienceId audience) => KnownMembers.ReadAsync(_store, Protector, _clock, audience);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _store.Dispose();
    }

    private RunResult ResultOf(ExportReport report) => _life.IsDead ? RunResult.Died : new RunResult(
        report.Status,
        report.Problem?.Message,
        report.Problem?.Code == ExportProblemCode.ConfirmationRequired || report.Warnings.Any(static warning => warning.Code == ExportWarningCode.RemovalsWithheld));
}
