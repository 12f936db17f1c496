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
    private readonly FileMembershipStore? _files;
    private readonly IAudienceExportStore? _database;
    private readonly TimeProvider _clock;
    private readonly Life _life;

    /// <exception cref="DeathException">It did not live long enough to open its state.</exception>
    public EngineProcess(EngineSettings settings, IStateFiles files, TimeProvider clock, Life life)
    {
        (_clock, _life) = (clock, life);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(settings.Apply);
        builder.HttpClient.AddHttpMessageHandler(() => new MortalHandler(life));
        if (settings.IsInDatabase)
        {
            builder.UseSqlite($"Data Source={Path.Combine(settings.Folder, "state.db")}");
        }
        else
        {
            builder.UseInMemoryMembership();
            services.AddSingleton<IMembershipStore>(_files = FileMembershipStore.Open(settings.Folder, files));
            services.AddSingleton(StateKey.Open(settings.Folder, files));
        }

        _services = services.BuildServiceProvider();
        _database = _services.GetService<IAudienceExportStore>();
    }

    private IMembershipStore Store => _services.GetRequiredService<IMembershipStore>();

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
            await OpenAsync();
            request = request with { Lease = await TakeLeaseAsync(export.Audience) };
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

    public async Task EraseAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests)
    {
        await OpenAsync();
        var entry = SuppressionEntry.New(_clock, lifts: false, new Dictionary<IdentifierKind, IReadOnlyList<Sha256Digest>> { [kind] = [.. digests] });
        await new SuppressionList(Store, Protector).AddAsync(entry, CancellationToken.None);
    }

    public async Task<KnownMembers> LookAsync(AudienceId audience)
    {
        await OpenAsync();
        return await KnownMembers.ReadAsync(Store, Protector, _clock, audience);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _files?.Dispose();
    }

    private Task OpenAsync() => _database is null ? Task.CompletedTask : _services.MigrateAudienceExportStoreAsync(CancellationToken.None);

    // Among files, the process has them all for itself. In a database, what a dead process had is left: nobody but this one takes it over.
    private async Task<StoredLease?> TakeLeaseAsync(AudienceId audience)
    {
        if (_database is null)
            return null;
        string name = $"audience:{audience}";
        foreach (StoredLease left in await _database.GetLeasesAsync(name, CancellationToken.None))
        {
            if (left.Name == name)
                await _database.ReleaseLeaseAsync(left, CancellationToken.None);
        }

        return await _database.TryAcquireLeaseAsync(name, "engine", TimeSpan.FromDays(30), cancellationToken: CancellationToken.None);
    }

    private RunResult ResultOf(ExportReport report) => _life.IsDead ? RunResult.Died : new RunResult(
        report.Status,
        report.Problem?.Message,
        report.Problem?.Code == ExportProblemCode.ConfirmationRequired || report.Warnings.Any(static warning => warning.Code == ExportWarningCode.RemovalsWithheld));
}
