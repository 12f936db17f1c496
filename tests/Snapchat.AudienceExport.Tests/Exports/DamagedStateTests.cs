using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Runs over a state folder that a disk or a person has damaged.</summary>
public sealed class DamagedStateTests : IAsyncLifetime
{
    private static readonly string[] Hundred = ExportHarness.Emails(100);

    private readonly StateFolder _folder = new();
    private SnapchatSimulator _simulator = null!;
    private AudienceId _audience;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero }, Token);
        _audience = _simulator.AddAudience();
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task AnAddOnlyRun_SendsEverybodyAgain_AndSaysWhy()
    {
        await ExportAsync(ExportMode.AddOnly);
        Damage();

        ExportPlan plan = await UseAsync(exporter => exporter.PlanAsync(Request(ExportMode.AddOnly), null, Token));
        ExportReport report = await ExportAsync(ExportMode.AddOnly);
        ExportReport next = await ExportAsync(ExportMode.AddOnly);

        Assert.Equal((ExportStatus.Successful, 100L), (report.Status, report.Identifiers[0].Accepted));
        ExportWarning warning = Assert.Single(report.Warnings);
        Assert.Equal(ExportWarningCode.HistoryLost, warning.Code);
        Assert.Contains("has a damaged partition 0, so its history counts as lost unless an undamaged copy is brought back", warning.Message, StringComparison.Ordinal);
        Assert.Equal(warning.Code, Assert.Single(plan.Warnings).Code);
        Assert.Empty(next.Warnings);
    }

    [Fact]
    public async Task AMirror_Refuses_AndLeavesTheStateAsItIs()
    {
        await ExportAsync(ExportMode.Mirror);
        Damage();

        ExportReport refused = await ExportAsync(ExportMode.Mirror);
        Damage();
        ExportReport repaired = await ExportAsync(ExportMode.Mirror);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.HistoryLost), (refused.Status, refused.Problem?.Code));
        Assert.EndsWith("run once in mode Replace, or choose AddOnly. Nothing is sent.", refused.Problem?.Message, StringComparison.Ordinal);
        Assert.Contains("has a damaged partition 0", refused.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal((ExportStatus.Successful, 100L), (repaired.Status, repaired.Identifiers[0].Unchanged));
    }

    private SegmentExportRequest Request(ExportMode mode) => new(_audience, SegmentSource.FromEnumerable(Hundred, static email => email)) { Mode = mode };

    private Task<ExportReport> ExportAsync(ExportMode mode) => UseAsync(exporter => exporter.ExportAsync(Request(mode), null, Token));

    // A process of its own each time.
    private async Task<T> UseAsync<T>(Func<ISegmentExporter, Task<T>> use)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSnapchatAudienceExport(options =>
        {
            _simulator.Configure(options);
            options.AcceptDataUse = true;
        }).UseMembershipFiles(_folder.Path);
        await using ServiceProvider process = services.BuildServiceProvider();
        return await use(process.GetRequiredService<ISegmentExporter>());
    }

    // Done twice, it is undone.
    private void Damage()
    {
        string path = Directory.GetFiles(_folder.Path, "*.set", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[0] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
