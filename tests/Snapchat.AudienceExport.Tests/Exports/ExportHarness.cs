using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>A simulator with one audience, and an exporter registered as a host would, with every log on.</summary>
internal sealed class ExportHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ExportHarness(SnapchatSimulator simulator, Action<SnapchatAudienceExportOptions>? configure, Action<ISnapchatAudienceExportBuilder>? build)
    {
        Simulator = simulator;
        Audience = simulator.AddAudience();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.AcceptDataUse = true;
            options.MinRetryDelay = TimeSpan.FromMilliseconds(1);
            options.MaxRetryDelay = TimeSpan.FromMilliseconds(20);
            options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 100_000;
            configure?.Invoke(options);
        });
        build?.Invoke(builder);
        _services = services.BuildServiceProvider();
        Exporter = _services.GetRequiredService<ISegmentExporter>();
    }

    public SnapchatSimulator Simulator { get; }

    public AudienceId Audience { get; }

    public ISegmentExporter Exporter { get; }

    public ISnapchatAudienceClient Client => _services.GetRequiredService<ISnapchatAudienceClient>();

    public FakeLogCollector Logs => _services.GetFakeLogCollector();

    public IReadOnlyCollection<Sha256Digest> Members => Simulator.GetMembers(Audience, IdentifierKind.Email);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public int Count(SimulatedOperation operation) => Simulator.Requests.Count(request => request.Operation == operation);

    public static async Task<ExportHarness> StartAsync(
        Action<SnapchatAudienceExportOptions>? configure = null, SnapchatSimulatorOptions? simulator = null, Action<ISnapchatAudienceExportBuilder>? build = null) =>
        new(await SnapchatSimulator.StartAsync(simulator, TestContext.Current.CancellationToken), configure, build);

    public Task<ExportReport> ExportAsync(ISegmentSource source, IProgress<ExportProgress>? progress = null) =>
        Exporter.ExportAsync(new SegmentExportRequest(Audience, source), progress, TestContext.Current.CancellationToken);

    public Task<ExportReport> ExportAsync(IEnumerable<string?> emails) => ExportAsync(SegmentSource.FromEnumerable(emails, email => email));

    public static string[] Emails(int count) => [.. Enumerable.Range(0, count).Select(i => $"Person{i}@Example.com")];

    public static IReadOnlyCollection<Sha256Digest> Digests(IEnumerable<string?> emails)
    {
        var digests = new HashSet<Sha256Digest>();
        foreach (string? email in emails)
        {
            if (EmailHasher.Hash(email, out Sha256Digest digest) == IdentifierStatus.Valid)
                digests.Add(digest);
        }

        return digests;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
