using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>The registry of exports over a store in memory, with connections as they would have been set up.</summary>
internal sealed class RegistryHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private long _audience = 1000;

    public RegistryHarness(Action<ISnapchatAudienceExportBuilder>? add = null, SnapchatSimulator? simulator = null, Action<SnapchatAudienceExportOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(options =>
        {
            simulator?.Configure(options);
            configure?.Invoke(options);
        }).UseInMemoryStore();
        if (simulator is not null)
            services.AddSingleton<IConnectionClients>(provider => new SimulatorClients(provider.GetRequiredService<ISnapchatAudienceClientFactory>(), simulator));
        if (add is null)
            builder.AddSegmentSource(_ => Source);
        else
            add(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public ScriptedSource Source { get; } = new();

    public IExportRegistry Exports => _services.GetRequiredService<IExportRegistry>();

    public IAudienceExportStore Store => _services.GetRequiredService<IAudienceExportStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<StoredConnection> AddConnectionAsync(string name = "Shop", bool shared = true, ConnectionState state = ConnectionState.Active)
    {
        var connection = new StoredConnection(ConnectionId.New(Time), 1)
        {
            DisplayName = name,
            State = state,
            Access = shared ? ConnectionAccess.AllContributors : ConnectionAccess.Administrators,
            ExportUser = state == ConnectionState.Draft ? null : new Actor("export-user"),
            CreatedBy = People.Actor("administrator"),
            UpdatedBy = People.Actor("administrator"),
        };
        await Store.AddConnectionAsync(connection, Audit(AuditAction.CreateConnection), Token);
        return connection;
    }

    public async Task ShareAsync(ConnectionId id, ConnectionAccess access)
    {
        StoredConnection connection = (await Store.FindConnectionAsync(id, Token))!;
        await Store.UpdateConnectionAsync(connection with { Access = access }, Audit(AuditAction.ShareConnection), cancellationToken: Token);
    }

    /// <summary>A draft without a mistake, for an audience of its own.</summary>
    public ExportDraft Draft(ConnectionId? connection, string name = "Newsletter") => new()
    {
        DisplayName = name,
        Connection = connection,
        Audience = $"{++_audience}",
        Segments = [SegmentId.Parse("buyers")],
    };

    public Task<Export> SaveAsync(ConnectionId connection, string name = "Newsletter", ClaimsPrincipal? user = null) =>
        Exports.SaveAsync(user ?? People.Administrator, Draft(connection, name), cancellationToken: Token);

    public async Task<Export> SaveDetachedAsync(ConnectionId connection, string name = "Newsletter")
    {
        Export export = await SaveAsync(connection, name);
        StoredExport stored = (await Store.FindExportAsync(export.Id, Token))!;
        await Store.UpdateExportsAsync([stored with { Definition = stored.Definition with { Connection = null } }], [Audit(AuditAction.DetachExport)], Token);
        return await Exports.GetExportAsync(People.Viewer, export.Id, Token);
    }

    public async Task<RunRecord> AddRunAsync(Export export, ExportStatus status, ExportProblem? problem = null, long fence = 0, params SegmentCount[] segments)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        DateTimeOffset now = Time.GetUtcNow();
        var record = new RunRecord(RunId.New(Time), export.Id, export.Definition, export.Version, status)
        {
            RequestedBy = People.Actor("administrator"),
            QueuedAt = now,
            StartedAt = now,
            EndedAt = status is ExportStatus.Queued or ExportStatus.Processing ? null : now,
            Problem = problem,
        };
        if (segments.Length > 0)
            record = record with { Report = new ExportReport(record.Id, export.Definition.Audience, status) { Segments = segments } };
        Assert.True(await Store.TryAddRunAsync(new StoredRun(record, 1) { Fence = fence }, Audit(AuditAction.StartRun), Token));
        return record;
    }

    public async Task<IReadOnlyList<AuditRecord>> AuditAsync(AuditAction? action = null) =>
        (await Store.GetAuditAsync(new AuditQuery { Action = action }, Token)).Items;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private AuditRecord Audit(AuditAction action) => AuditRecord.Of(Time, People.Actor("administrator"), action, subject: null);
}
