using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task All_is_well_when_it_is()
    {
        HealthReport report = await CheckAsync(new Dictionary<string, object?>(StringComparer.Ordinal));

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["audience-export-connections", "audience-export-store", "audience-export-success"], report.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.All(report.Entries.Values, static entry => Assert.Contains("audience-export", entry.Tags));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_told_without_its_message()
    {
        HealthReport report = await CheckAsync(new(StringComparer.Ordinal) { [nameof(IAudienceExportStore.GetTimeAsync)] = new IOException(Canaries.Foreign) });

        HealthReportEntry entry = report.Entries["audience-export-store"];
        Assert.Equal((HealthStatus.Unhealthy, "The store does not answer (System.IO.IOException)."), (entry.Status, entry.Description));
        Assert.Null(entry.Exception);
    }

    [Fact]
    public async Task A_connection_that_needs_authentication_degrades()
    {
        StoredConnection lost = new(ConnectionId.New(TimeProvider.System), 1) { State = ConnectionState.NeedsReauthentication, CreatedBy = new("ada"), UpdatedBy = new("ada") };

        HealthReport report = await CheckAsync(new(StringComparer.Ordinal) { [nameof(IAudienceExportStore.GetConnectionsAsync)] = (IReadOnlyList<StoredConnection>)[lost] });

        HealthReportEntry entry = report.Entries["audience-export-connections"];
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains(lost.Id.ToString(), entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, ScheduleKind.SystemRefresh, HealthStatus.Healthy)]
    [InlineData(25, ScheduleKind.SystemRefresh, HealthStatus.Degraded)]
    [InlineData(25, ScheduleKind.Off, HealthStatus.Healthy)]
    public async Task An_export_that_runs_by_itself_succeeds_in_time(int hours, ScheduleKind schedule, HealthStatus expected)
    {
        ExportDefinition definition = new("Newsletter", AudienceId.Parse("1")) { Connection = ConnectionId.New(TimeProvider.System), Schedule = new() { Kind = schedule } };
        StoredExport export = new(ExportId.New(TimeProvider.System), 1, definition) { CreatedBy = new("ada"), UpdatedBy = new("ada"), UpdatedAt = Now - TimeSpan.FromDays(9) };
        RunRecord run = new(RunId.New(TimeProvider.System), export.Id, definition, 1, ExportStatus.Failed) { RequestedBy = new("ada") };

        HealthReport report = await CheckAsync(new(StringComparer.Ordinal)
        {
            [nameof(IAudienceExportStore.GetExportsAsync)] = (IReadOnlyList<StoredExport>)[export],
            [nameof(IAudienceExportStore.GetLatestRunsAsync)] = (IReadOnlyList<LatestRuns>)[new(export.Id, run, Now - TimeSpan.FromHours(hours))],
        });

        Assert.Equal(expected, report.Entries["audience-export-success"].Status);
    }

    private static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static async Task<HealthReport> CheckAsync(Dictionary<string, object?> answers)
    {
        ServiceCollection services = new();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton(ScriptedStore.Create(Now, answers));
        services.AddHealthChecks().AddAudienceExportChecks(TimeSpan.FromDays(1));
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestApp.Token);
    }
}
