using ExportConsole.Output;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport;

namespace ExportConsole.Tests;

/// <summary>Progress as plain lines.</summary>
public class LineProgressTests
{
    [Fact]
    public void Lines_ComeAtEachStageOnceASecondAndWhereAStageEnded()
    {
        var clock = new FakeTimeProvider();
        var output = new StringWriter { NewLine = "\n" };
        var progress = new LineProgress(output, clock);
        RunId run = RunId.New(clock);

        progress.Report(new ExportProgress(run, ExportStage.CheckingAudience, 0, null, 0));
        progress.Report(new ExportProgress(run, ExportStage.Collecting, 0, null, 0));
        progress.Report(new ExportProgress(run, ExportStage.Collecting, 8_192, null, 100_000));
        clock.Advance(TimeSpan.FromSeconds(1));
        progress.Report(new ExportProgress(run, ExportStage.Collecting, 16_384, null, 16_384));
        progress.Report(new ExportProgress(run, ExportStage.Collecting, 20_000, null, 20_000));
        progress.Report(new ExportProgress(run, ExportStage.Uploading, 0, 19_000, 0));
        progress.Report(new ExportProgress(run, ExportStage.Uploading, 19_000, 19_000, 38_000));
        progress.Report(new ExportProgress(run, ExportStage.Finished, 0, null, 0));

        string[] expected =
        [
            "Checking the audience",
            "Reading and hashing",
            "Reading and hashing: 16,384, 16,384/s",
            "Reading and hashing: 20,000, 20,000/s",
            "Uploading",
            "Uploading: 19,000 of 19,000, 38,000/s",
        ];
        Assert.Equal(expected, output.ToString().TrimEnd().Split('\n'), StringComparer.Ordinal);
    }
}
