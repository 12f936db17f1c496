using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>A registration of its own over the store of a <see cref="RunWorld"/>: what one process would be. It has a clock of its own, which stops when it is frozen.</summary>
internal sealed class RunProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RunProcess(RunWorld world, DateTimeOffset now, IAudienceExportStore store, bool hasWorker, Action<ISnapchatAudienceExportBuilder>? build, Action<SnapchatAudienceExportOptions>? configure)
    {
        Clock = new FakeTimeProvider(now);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(options =>
        {
            // One identifier per request, one request at a time: a run has as many steps as people.
            options.MaxIdentifiersPerRequest = options.MaxConcurrentUploads = 1;
            world.Simulator?.Configure(options);
            configure?.Invoke(options);
        });
        builder.AddSegmentSource(_ => SegmentSource.FromEnumerable(world.Emails, static email => email));
        builder.UseInMemoryStore();
        if (hasWorker)
            builder.AddExportWorker();
        build?.Invoke(builder);
        services.Replace(ServiceDescriptor.Singleton(store));
        if (world.Simulator is null)
            services.Replace(ServiceDescriptor.Singleton<IConnectionClients>(world.Snapchat));
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Clock { get; }

    public bool IsFrozen { get; set; }

    public IServiceProvider Services => _services;

    public IExportRunner Runner => _services.GetRequiredService<IExportRunner>();

    public RunQueue Queue => _services.GetRequiredService<RunQueue>();

    public FakeLogCollector Logs => _services.GetFakeLogCollector();

    public async Task StartWorkerAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
            await service.StartAsync(TestContext.Current.CancellationToken);
    }

    public Task StopWorkerAsync() => _services.GetRequiredService<ExportWorker>().StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
