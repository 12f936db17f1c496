using System.Text;
using System.Text.Json;

namespace Snapchat.AudienceExport.Tests.Running;

public sealed class RunManifestTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Manifest_IsVersionedJsonWithoutPeople()
    {
        string json = Encoding.UTF8.GetString(RunManifest.Of(Full()).ToUtf8Json());

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("Failed", root.GetProperty("status").GetString());
        Assert.Equal("Contributor", root.GetProperty("requestedAs").GetString());
        Assert.Equal("TooLong", Assert.Single(root.GetProperty("refusedValues").EnumerateArray()).GetProperty("reason").GetString());
        Assert.Equal(2, root.GetProperty("identifiers")[0].GetProperty("refused").GetProperty("MissingAt").GetInt64());
        Assert.Equal("snap-1", root.GetProperty("requests")[0].GetProperty("requestId").GetString());
        Assert.Equal("FIRST_PARTY", root.GetProperty("audienceAfterwards").GetProperty("sourceType").GetString());
        Assert.False(root.TryGetProperty("dueAt", out _));
        Assert.DoesNotContain("cleo", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ada", json.Replace("CustomersAdapted", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_CanBeReadAgain()
    {
        RunManifest written = RunManifest.Of(Full());

        RunManifest read = RunManifest.Parse(written.ToUtf8Json());

        Assert.Equal(written.ToUtf8Json(), read.ToUtf8Json());
        Assert.Equal((written.Run, written.Definition.Audience, written.Problem, written.AudienceAfterwards), (read.Run, read.Definition.Audience, read.Problem, read.AudienceAfterwards));
        Assert.Equal(written.Definition.Segments, read.Definition.Segments);
        Assert.Equal(written.Definition.Identifiers, read.Definition.Identifiers);
        Assert.Equal(written.Definition.Schedule.Recurrence!.Times, read.Definition.Schedule.Recurrence!.Times);
        Assert.Equal(written.Identifiers[0].Refused, read.Identifiers[0].Refused);
    }

    [Fact]
    public void Manifest_OfAQueuedRun_HasWhatIsKnown()
    {
        RunManifest manifest = RunManifest.Parse(RunManifest.Of(Queued()).ToUtf8Json());
        Assert.Equal((ExportStatus.Queued, null, At), (manifest.Status, manifest.StartedAt, manifest.QueuedAt));
        Assert.Empty(manifest.Identifiers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":1}")]
    public void Parse_SomethingElse_Throws(string json) => Assert.Throws<FormatException>(() => RunManifest.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Parse_ALaterVersion_Throws() =>
        Assert.Contains("version 2", Assert.Throws<FormatException>(static () => RunManifest.Parse((RunManifest.Of(Queued()) with { Version = 2 }).ToUtf8Json())).Message, StringComparison.Ordinal);

    private static RunRecord Queued()
    {
        var definition = new ExportDefinition("CustomersAdapted", AudienceId.Parse("42"))
        {
            Identifiers = [new(IdentifierKind.Email, "email")],
            Segments = [SegmentId.Parse("vip")],
            Schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Days = [DayOfWeek.Monday], Times = [new TimeOnly(8, 30)] } },
        };
        return new RunRecord(RunId.Parse("01932c07-20a1-7abc-8def-0123456789ab"), ExportId.Parse("01932c07-20a1-7abc-8def-0123456789ac"), definition, 3, ExportStatus.Queued)
        {
            RequestedBy = new Actor("cleo@example.com", "Cleo"),
            RequestedAs = AudienceExportRole.Contributor,
            QueuedAt = At,
        };
    }

    private static RunRecord Full()
    {
        RunRecord queued = Queued();
        var problem = new ExportProblem(ExportProblemCode.ShortCount, ProblemCulprit.External, "Short.");
        var report = new ExportReport(queued.Id, queued.Definition.Audience, ExportStatus.Failed)
        {
            Identifiers = [new IdentifierCounts(IdentifierKind.Email) { Read = 5, Unique = 3, Added = 3, Accepted = 2, Refused = new Dictionary<IdentifierStatus, long> { [IdentifierStatus.MissingAt] = 2 } }],
            Segments = [new SegmentCount(SegmentId.Parse("vip"), "VIP", 5)],
            RefusedValues = [new RefusedValue(SegmentId.Parse("vip"), 4, "email", IdentifierStatus.TooLong)],
            Requests = [new UploadRequestReport(1, IdentifierKind.Email, 3, 2, "snap-1")],
            Warnings = [new ExportWarning(ExportWarningCode.ShortCount, "Short.")],
            Problem = problem,
            AudienceAfterwards = new SnapchatAudience(queued.Definition.Audience, "Audience") { SourceType = AudienceSourceType.FirstParty, Status = AudienceStatus.Active, ApproximateSize = 7 },
        };
        return queued with { Status = ExportStatus.Failed, StartedAt = At, EndedAt = At, Report = report, Problem = problem, CanceledBy = new Actor("ada", "Ada") };
    }
}
