using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>The engine as a host registers it: nothing is replaced. Only the rate is lifted, which loopback addresses allow.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private const int MaxRate = 100_000;

    private readonly ServiceProvider _services;

    public Engine(Uri server, Action<SnapchatAudienceExportOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(options =>
        {
            options.ClientId = "benchmark";
            options.ClientSecret = new SnapchatSecret("benchmark");
            options.RefreshToken = new SnapchatSecret("benchmark");
            options.AcceptDataUse = true;
            options.ApiBaseAddress = options.AccountsBaseAddress = server;
            options.MaxRequestsPerSecondPerConnection = options.MaxRequestsPerSecondPerApp = MaxRate;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public static AudienceId Audience { get; } = AudienceId.Parse("5677923948298240");

    /// <summary>Exports, and makes sure that what is measured is a whole export.</summary>
    public async Task ExportAsync(ISegmentSource source, IProgress<ExportProgress>? progress = null)
    {
        ISegmentExporter exporter = _services.GetRequiredService<ISegmentExporter>();
        ExportReport report = await exporter.ExportAsync(new SegmentExportRequest(Audience, source), progress);
        IdentifierCounts emails = report.Identifiers[0];
        if (report.Status != ExportStatus.Successful || emails.Accepted != emails.Unique)
            throw new UnreachableException($"The export ended {report.Status}, with {emails.Accepted} of {emails.Unique} accepted. {report.Problem?.Message}");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
