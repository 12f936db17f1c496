using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>The engine as a host registers it: nothing is replaced. Only the rate is lifted, which loopback addresses allow.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private const int MaxRate = 100_000;

    private readonly ServiceProvider _services;

    /// <param name="server">Where it exports to.</param>
    /// <param name="configure">Changes options.</param>
    /// <param name="stateFolder">Where it keeps whom earlier runs sent; null for nowhere.</param>
    public Engine(Uri server, Action<SnapchatAudienceExportOptions>? configure = null, string? stateFolder = null)
    {
        var services = new ServiceCollection();
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(options =>
        {
            options.ClientId = "benchmark";
            options.ClientSecret = new SnapchatSecret("benchmark");
            options.RefreshToken = new SnapchatSecret("benchmark");
            options.AcceptDataUse = true;
            options.ApiBaseAddress = options.AccountsBaseAddress = server;
            options.MaxRequestsPerSecondPerConnection = options.MaxRequestsPerSecondPerApp = MaxRate;
            configure?.Invoke(options);
        });
        if (stateFolder is not null)
            builder.UseMembershipFiles(stateFolder);
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

    /// <summary>Mirrors, and makes sure that nothing was sent but what was expected.</summary>
    /// <param name="source">Who is wanted.</param>
    /// <param name="sendsAll">Whether everybody is sent, also who is there.</param>
    /// <param name="added">How many additions are expected.</param>
    /// <param name="removed">How many removals are expected.</param>
    public async Task MirrorAsync(ISegmentSource source, bool sendsAll, long added, long removed)
    {
        ISegmentExporter exporter = _services.GetRequiredService<ISegmentExporter>();
        ExportReport report = await exporter.ExportAsync(new SegmentExportRequest(Audience, source) { Mode = ExportMode.Mirror, ResendAll = sendsAll });
        IdentifierCounts emails = report.Identifiers[0];
        if (report.Status != ExportStatus.Successful || (emails.Added, emails.Removed) != (added, removed))
            throw new UnreachableException($"The mirror ended {report.Status}, with {emails.Added} added and {emails.Removed} removed instead of {added} and {removed}. {report.Problem?.Message}");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
