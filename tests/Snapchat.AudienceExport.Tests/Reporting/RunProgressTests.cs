using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Tests.Reporting;

public sealed class RunProgressTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<ExportProgress> _reports = [];

    [Fact]
    public void Report_GivesTheRateSinceTheStageBegan()
    {
        RunProgress progress = Create();
        progress.Report(ExportStage.CheckingAudience, 0, null);
        _time.Advance(TimeSpan.FromSeconds(3));

        progress.Report(ExportStage.Collecting, 0, 100);
        _time.Advance(TimeSpan.FromSeconds(2));
        progress.Report(ExportStage.Collecting, 50, 100);

        Assert.Equal([0, 0, 25.0], _reports.Select(report => report.Rate));
        Assert.Equal([null, 100, 100L], _reports.Select(report => report.Total));
    }

    [Fact]
    public void Report_NeverGoesBackWithinAStage()
    {
        RunProgress progress = Create();

        progress.Report(ExportStage.Uploading, 20, 30);
        progress.Report(ExportStage.Uploading, 10, 30);
        progress.Report(ExportStage.Reconciling, 0, null);

        Assert.Equal([20, 20, 0L], _reports.Select(report => report.Done));
    }

    private RunProgress Create() => new(RunId.New(_time), new Recorder(_reports), _time);

    private sealed class Recorder(List<ExportProgress> reports) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => reports.Add(value);
    }
}
