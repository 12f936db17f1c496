using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class SegmentExporterTests
{
    private static readonly string?[] DirtyRows =
    [
        "Person@Example.com", " person@example.com ", "PERSON@EXAMPLE.COM\u200B", "other@example.com", null, "", "   ", "n/a", "two@@example.com", "sp ace@example.com",
        "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345", "d41d8cd98f00b204e9800998ecf8427e", "person@localhost", "@example.com",
    ];

    [Fact]
    public async Task ExportAsync_SendsEachPersonOnceAndAccountsForEveryRow()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();

        ExportReport report = await harness.ExportAsync(DirtyRows);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Null(report.Problem);
        Assert.Empty(report.Warnings);
        Assert.Equal(ExportHarness.Digests(["person@example.com", "other@example.com"]).Order(), harness.Members.Order());
        IdentifierCounts counts = Assert.Single(report.Identifiers);
        Assert.Equal(DirtyRows.Length, counts.Read);
        Assert.Equal(3, counts.Blank);
        Assert.Equal(
            new Dictionary<IdentifierStatus, long>
            {
                [IdentifierStatus.AlreadyHashed] = 1,
                [IdentifierStatus.UnsupportedHash] = 1,
                [IdentifierStatus.ForbiddenCharacter] = 1,
                [IdentifierStatus.MissingAt] = 1,
                [IdentifierStatus.SeveralAt] = 1,
                [IdentifierStatus.EmptyLocalPart] = 1,
                [IdentifierStatus.InvalidDomain] = 1,
            },
            counts.Refused);
        Assert.Equal(2, counts.Duplicates);
        Assert.Equal(2, counts.Unique);
        Assert.Equal(2, counts.Added);
        Assert.Equal(2, counts.Accepted);
        Assert.Equal(counts.Read, counts.Blank + counts.RefusedTotal + counts.Duplicates + counts.Unique);
        Assert.Equal([7, 8, 9, 10, 11, 12, 13L], report.RefusedValues.Select(value => value.Ordinal));
        Assert.All(report.RefusedValues, value => Assert.Equal("email", value.Field));
        UploadRequestReport request = Assert.Single(report.Requests);
        Assert.Equal(harness.Simulator.Requests.Single(sent => sent.Operation == SimulatedOperation.AddUsers).RequestId, request.RequestId);
        Assert.Equal(AudienceUploadStatus.Processing, report.AudienceAfterwards?.UploadStatus);
    }

    [Fact]
    public async Task ExportAsync_OfSeveralSegments_SendsTheirUnion()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        SegmentId vip = SegmentId.Parse("vip"), churned = SegmentId.Parse("churned"), unused = SegmentId.Parse("unused");
        var segments = new Dictionary<SegmentId, IEnumerable<string>>
        {
            [vip] = ExportHarness.Emails(20),
            [churned] = ExportHarness.Emails(30),
            [unused] = ["unused@example.com"],
        };
        ISegmentSource source = SegmentSource.FromEnumerable(segments, new Dictionary<string, Func<string, string?>>(StringComparer.Ordinal) { ["mail"] = email => email });
        var request = new SegmentExportRequest(harness.Audience, source) { Segments = [vip, churned, vip], Identifiers = [new(IdentifierKind.Email, "mail")] };

        ExportReport report = await harness.Exporter.ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([(vip, 20L), (churned, 30L)], report.Segments.Select(segment => (segment.Segment, segment.Read)));
        Assert.Equal((50, 20, 30), (report.Identifiers[0].Read, report.Identifiers[0].Duplicates, report.Identifiers[0].Unique));
        Assert.Equal(ExportHarness.Digests(ExportHarness.Emails(30)).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task ExportAsync_InManyRequests_SendsEveryDigestExactlyOnce()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxIdentifiersPerRequest = 7);
        string[] emails = ExportHarness.Emails(1_000);

        ExportReport report = await harness.ExportAsync(emails);

        Assert.Equal(143, report.Requests.Count);
        Assert.Equal(Enumerable.Range(1, 143), report.Requests.Select(request => request.Number));
        Assert.Equal(1_000, harness.Simulator.Requests.Sum(request => request.IdentifierCount ?? 0));
        Assert.Equal(ExportHarness.Digests(emails).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task ExportAsync_ReportsProgressThroughAllStages()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxIdentifiersPerRequest = 4_000);
        var recorder = new Recorder();

        ExportReport report = await harness.ExportAsync(SegmentSource.FromEnumerable(ExportHarness.Emails(20_000), email => email), recorder);

        Assert.Equal(Enum.GetValues<ExportStage>(), recorder.Reports.Select(progress => progress.Stage).Distinct());
        Assert.All(recorder.Reports, progress => Assert.Equal(report.Run, progress.Run));
        ExportProgress collected = recorder.Reports.Last(progress => progress.Stage == ExportStage.Collecting);
        Assert.Equal((20_000L, 20_000L), (collected.Done, collected.Total));

        // Several requests end at once, and none is told to have done less than one before.
        long[] uploaded = [.. recorder.Reports.Where(progress => progress.Stage == ExportStage.Uploading).Select(progress => progress.Done)];
        Assert.Equal((6, 0L, 20_000L), (uploaded.Length, uploaded[0], uploaded[^1]));
        Assert.Equal(uploaded.Order(), uploaded);
        Assert.All(uploaded, static done => Assert.Equal(0, done % 4_000));
    }

    [Fact]
    public async Task PlanAsync_CountsEverythingAndSendsNothing()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxIdentifiersPerRequest = 2);
        var request = new SegmentExportRequest(harness.Audience, SegmentSource.FromEnumerable([.. DirtyRows, "third@example.com"], email => email));

        ExportPlan plan = await harness.Exporter.PlanAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((3, 3, 0), (plan.Identifiers[0].Unique, plan.Identifiers[0].Added, plan.Identifiers[0].Accepted));
        Assert.Equal(2, plan.Requests);
        Assert.Null(plan.Problem);
        Assert.Empty(harness.Members);
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
    }

    [Fact]
    public async Task ExportAsync_OfAnEmptySegment_SucceedsWithAWarning()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();

        ExportReport report = await harness.ExportAsync(Array.Empty<string>());

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(ExportWarningCode.EmptySegment, Assert.Single(report.Warnings).Code);
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
    }

    [Fact]
    public async Task ExportAsync_WithoutAnyUsableIdentifier_FailsAndSendsNothing()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();

        ExportReport report = await harness.ExportAsync(["n/a", null, "-"]);

        Assert.Equal(ExportStatus.Failed, report.Status);
        Assert.Equal(ExportProblemCode.NoUsableIdentifier, report.Problem?.Code);
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
    }

    [Fact]
    public async Task ExportAsync_AboveMaxProfiles_IsSkippedAndSendsNothing()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxProfiles = 9);

        ExportReport report = await harness.ExportAsync(ExportHarness.Emails(10));

        Assert.Equal(ExportStatus.Skipped, report.Status);
        Assert.Equal(ExportProblemCode.TooManyProfiles, report.Problem?.Code);
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
    }

    [Fact]
    public async Task ExportAsync_NamesAtMostMaxReportedRefusals()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxReportedRefusals = 3);

        ExportReport report = await harness.ExportAsync([.. Enumerable.Repeat("bad", 10), "good@example.com"]);

        Assert.Equal([0, 1, 2L], report.RefusedValues.Select(value => value.Ordinal));
        Assert.Equal(10, report.Identifiers[0].RefusedTotal);
    }

    [Fact]
    public async Task ExportAsync_ToAnAudienceThatIsNoCustomerList_ReadsNothing()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        AudienceId lookalike = AudienceId.Parse("42");
        harness.Simulator.AddAudience(new SnapchatAudience(lookalike, "Similar people") { SourceType = AudienceSourceType.Lookalike });
        var request = new SegmentExportRequest(lookalike, SegmentSource.FromEnumerable(Unreadable(), email => email));

        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(
            () => harness.Exporter.ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("LOOKALIKE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportAsync_ToAnUnknownAudience_ReadsNothing()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        var request = new SegmentExportRequest(AudienceId.Parse("404"), SegmentSource.FromEnumerable(Unreadable(), email => email));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(
            () => harness.Exporter.ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("E3003", exception.ErrorCode);
    }

    [Fact]
    public async Task ExportAsync_OfUnknownSegments_NamesThemAll()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        var request = new SegmentExportRequest(harness.Audience, SegmentSource.FromEnumerable(ExportHarness.Emails(1), email => email))
        {
            Segments = [SegmentId.Parse("vip"), SegmentId.Parse("churned")],
        };

        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(
            () => harness.Exporter.ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(2, exception.Problems.Count);
        Assert.Contains("'vip'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'churned'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportAsync_OfARequestWithSeveralMistakes_NamesThemAllBeforeAnyCall()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        var request = new SegmentExportRequest(default, null!) { Identifiers = [new(IdentifierKind.Phone, " ")] };

        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(
            () => harness.Exporter.ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(4, exception.Problems.Count);
        Assert.Empty(harness.Simulator.Requests);
    }

    [Fact]
    public async Task ExportAsync_FromASourceThatAnswersMoreThanItWasAsked_ReadsOnlyWhatWasChosenAndOnce()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        SegmentId wanted = SegmentId.Parse("wanted");
        var source = new TalkativeSource([new(wanted, "Wanted"), new(SegmentId.Parse("never-asked-for"), "Other"), new(wanted, "Wanted again")]);
        var request = new SegmentExportRequest(harness.Audience, source) { Segments = [wanted] };

        ExportReport report = await harness.Exporter.ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([(wanted, 1L)], report.Segments.Select(segment => (segment.Segment, segment.Read)));
        Assert.Equal(ExportHarness.Digests(["wanted@example.com"]), harness.Members);
    }

    [Theory]
    [InlineData(SegmentState.Failed)]
    [InlineData(SegmentState.Inactive)]
    public async Task ExportAsync_OfASegmentThatCannotBeReliedOn_SendsNothing(SegmentState state)
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        var source = new TalkativeSource([new(SegmentId.Parse("vip"), "VIP") { State = state }]);

        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.ExportAsync(source));

        Assert.Contains($"Segment 'vip' is {state}", exception.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Members);
    }

    private sealed class TalkativeSource(IReadOnlyList<SegmentInfo> segments) : ISegmentSource
    {
        public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) => segments.ToAsyncEnumerable();

        public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            using var builder = new ProfileChunkBuilder(1);
            builder.Append(0, $"{request.Segment}@example.com");
            builder.EndRow();
            yield return builder.Build();
        }
    }

    private static IEnumerable<string> Unreadable()
    {
        Assert.Fail("The segment was read.");
        yield break;
    }

    private sealed class Recorder : IProgress<ExportProgress>
    {
        public List<ExportProgress> Reports { get; } = [];

        public void Report(ExportProgress value) => Reports.Add(value);
    }
}
