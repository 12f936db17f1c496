using ExportConsole.Output;
using ExportConsole.Running;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport;

namespace ExportConsole.Tests;

/// <summary>Progress from the records of a run that are seen now and then.</summary>
public sealed class RunStagesTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly RunStages _stages;
    private readonly RunRecord _queued;

    public RunStagesTests()
    {
        _stages = new RunStages(new LineProgress(_output, _clock));
        var definition = new ExportDefinition("Customers", AudienceId.Parse("1"));
        _queued = new RunRecord(RunId.New(_clock), ExportId.New(_clock), definition, 1, ExportStatus.Queued) { RequestedBy = new Actor("operator", "Operator") };
    }

    [Fact]
    public void RunThatEndsBetweenTwoLooks_ShowsAllItsStages()
    {
        _stages.Report(_queued);
        _stages.Report(Ended(ExportStatus.Successful, added: 8, accepted: 8));

        AssertLines("Checking the audience", "Reading and hashing: 10", "Planning", "Uploading: 8 of 8");
    }

    [Fact]
    public void StagesBetweenTwoLooks_AreShownOnce_AndTheLastNumberIsTheReports()
    {
        _stages.Report(At(ExportStage.Uploading, 2, 8));
        _stages.Report(At(ExportStage.Reconciling, 0, null));
        _stages.Report(Ended(ExportStatus.Successful, added: 8, accepted: 8));

        AssertLines("Checking the audience", "Reading and hashing", "Planning", "Uploading: 2 of 8", "Uploading: 8 of 8");
    }

    [Fact]
    public void RunWithNothingToSend_ShowsNoUpload()
    {
        _stages.Report(At(ExportStage.Collecting, 4, null));
        _stages.Report(Ended(ExportStatus.Failed, added: 0, accepted: 0));

        AssertLines("Checking the audience", "Reading and hashing: 4", "Reading and hashing: 10", "Planning");
    }

    public void Dispose() => _output.Dispose();

    private RunRecord At(ExportStage stage, long done, long? total) =>
        _queued with { Status = ExportStatus.Processing, Progress = new ExportProgress(_queued.Id, stage, done, total, 0) };

    private RunRecord Ended(ExportStatus status, long added, long accepted) => At(ExportStage.Finished, 0, null) with
    {
        Status = status,
        Report = new ExportReport(_queued.Id, _queued.Definition.Audience, status)
        {
            Segments = [new SegmentCount(SegmentSource.SingleSegment, "Profiles", 10)],
            Identifiers = [new IdentifierCounts(IdentifierKind.Email) { Read = 10, Added = added, Accepted = accepted }],
        },
    };

    private void AssertLines(params string[] expected) => Assert.Equal(expected, _output.ToString().TrimEnd().Split('\n'), StringComparer.Ordinal);
}
