using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class SegmentExporterFailureTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task ExportAsync_WhenAFifthOfAllRequestsFails_EndsWithExactlyTheRightMembers(int seed)
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxIdentifiersPerRequest = 100);
        SimulatedFault[] faults =
        [
            SimulatedFault.TooManyRequests(RetryHint.None), SimulatedFault.ServerError(), SimulatedFault.ResetBeforeBody(), SimulatedFault.ResetDuringBody(1_000),
            SimulatedFault.ResetAfterBody(), SimulatedFault.LoseAnswer(), SimulatedFault.ApplyLate(3), SimulatedFault.AnswerBeforeBody(),
        ];
        harness.Simulator.Faults.Randomize(0.2, seed, faults);
        string[] emails = ExportHarness.Emails(5_000);

        ExportReport report = await harness.ExportAsync(emails);
        harness.Simulator.Faults.ApplyHeldBack();

        Assert.Equal((ExportStatus.Successful, null), (report.Status, report.Problem?.Message));
        Assert.Equal(5_000, report.Identifiers[0].Accepted);
        Assert.Equal(50, report.Requests.Count);
        Assert.Equal(ExportHarness.Digests(emails).Order(), harness.Members.Order());
        Assert.Contains(harness.Simulator.Requests, request => request.Fault is not null);
    }

    [Fact]
    public async Task ExportAsync_WhenPermissionIsLostDuringTheUpload_FailsAtOnceWithSnapchatsWords()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxIdentifiersPerRequest = 1);
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.PermissionDenied(), SimulatorFaults.Always);

        ExportReport report = await harness.ExportAsync(ExportHarness.Emails(50));

        Assert.Equal(ExportStatus.Failed, report.Status);
        Assert.Equal((ExportProblemCode.RefusedBySnapchat, ProblemCulprit.User), (report.Problem?.Code, report.Problem?.Culprit));
        Assert.Contains("Caller does not have permission", report.Problem?.Message, StringComparison.Ordinal);
        Assert.Contains("E3002", report.Problem?.Message, StringComparison.Ordinal);
        SimulatedRequest[] refused = [.. harness.Simulator.Requests.Where(request => request.Operation == SimulatedOperation.AddUsers)];
        Assert.Contains(refused, request => report.Problem!.Message.Contains(request.RequestId, StringComparison.Ordinal));
        Assert.InRange(refused.Length, 1, 8);
        Assert.Empty(report.Requests);
        Assert.Empty(harness.Members);
    }

    [Fact]
    public async Task ExportAsync_WhenTheUploadBreaksInTheMiddle_ReportsWhatWasAccepted()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options =>
        {
            options.MaxIdentifiersPerRequest = 10;
            options.MaxConcurrentUploads = 1;
        });
        int uploads = 0;
        harness.Simulator.Faults.Add(
            request => request.Operation == SimulatedOperation.AddUsers && Interlocked.Increment(ref uploads) > 3,
            SimulatedFault.PermissionDenied(),
            SimulatorFaults.Always);

        ExportReport report = await harness.ExportAsync(ExportHarness.Emails(100));

        Assert.Equal(ExportStatus.Failed, report.Status);
        Assert.Equal([1, 2, 3], report.Requests.Select(request => request.Number));
        Assert.Equal((30, 30), (report.Identifiers[0].Added, report.Identifiers[0].Accepted));
        Assert.Equal(30, harness.Members.Count);
    }

    [Fact]
    public async Task ExportAsync_WhenAuthenticationIsWithdrawn_AsksForANewOne()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        harness.Simulator.RevokeAuthorizations();

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.ExportAsync(ExportHarness.Emails(1)));
    }

    [Fact]
    public async Task ExportAsync_WhenARequestIsShortOnce_SendsItAgain()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ShortCount(5));

        ExportReport report = await harness.ExportAsync(ExportHarness.Emails(100));

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Empty(report.Warnings);
        Assert.Equal((1, 100L), (report.Requests.Count, report.Requests[0].Accepted));
        Assert.Equal(2, harness.Count(SimulatedOperation.AddUsers));
        Assert.Equal(100, harness.Members.Count);
    }

    [Theory]
    [InlineData(2, ExportStatus.Successful)]
    [InlineData(3, ExportStatus.Failed)]
    public async Task ExportAsync_WhenARequestStaysShort_WarnsOrFailsByTheShareThatIsMissing(int missing, ExportStatus expected)
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ShortCount(missing), SimulatorFaults.Always);

        ExportReport report = await harness.ExportAsync(ExportHarness.Emails(2_000));

        Assert.Equal(expected, report.Status);
        Assert.Equal(2_000 - missing, report.Identifiers[0].Accepted);
        Assert.Equal(expected == ExportStatus.Successful, report.Warnings.Any(warning => warning.Code == ExportWarningCode.ShortCount));
        Assert.Equal(expected == ExportStatus.Failed, report.Problem?.Code == ExportProblemCode.ShortCount);
    }

    [Fact]
    public async Task ExportAsync_WhenTheAudienceCannotBeReadAfterwards_SucceedsWithAWarning()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        int reads = 0;
        harness.Simulator.Faults.Add(
            request => request.Operation == SimulatedOperation.GetAudience && Interlocked.Increment(ref reads) > 1,
            SimulatedFault.PermissionDenied());

        ExportReport report = await harness.ExportAsync(ExportHarness.Emails(10));

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(ExportWarningCode.AudienceStatusUnknown, Assert.Single(report.Warnings).Code);
        Assert.Null(report.AudienceAfterwards);
    }

    [Fact]
    public async Task ExportAsync_CanceledDuringTheUpload_CarriesTheReport()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options =>
        {
            options.MaxIdentifiersPerRequest = 10;
            options.MaxConcurrentUploads = 1;
        });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        int uploads = 0;
        var never = new TaskCompletionSource();
        harness.Simulator.Faults.Add(
            request => request.Operation == SimulatedOperation.AddUsers && Interlocked.Increment(ref uploads) > 2,
            SimulatedFault.HoldUntil(never.Task));
        var request = new SegmentExportRequest(harness.Audience, SegmentSource.FromEnumerable(ExportHarness.Emails(100), email => email));
        Task<ExportReport> export = harness.Exporter.ExportAsync(request, cancellationToken: cancellation.Token);
        await harness.Simulator.WaitForRequestAsync(sent => sent.Operation == SimulatedOperation.AddUsers && sent.Fault is not null, cancellation.Token);

        await cancellation.CancelAsync();
        ExportCanceledException exception = await Assert.ThrowsAsync<ExportCanceledException>(() => export);
        never.SetResult();

        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal((ExportStatus.Canceled, ExportProblemCode.Canceled), (exception.Report.Status, exception.Report.Problem?.Code));
        Assert.Equal([1, 2], exception.Report.Requests.Select(sent => sent.Number));
        Assert.Equal(20, exception.Report.Identifiers[0].Accepted);
    }

    [Fact]
    public async Task ExportAsync_CanceledWhileReading_IsAPlainCancellation()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var request = new SegmentExportRequest(harness.Audience, SegmentSource.FromEnumerable(CancelInTheMiddle(cancellation), email => email));

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => harness.Exporter.ExportAsync(request, cancellationToken: cancellation.Token));

        Assert.IsNotType<ExportCanceledException>(exception);
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
    }

    private static IEnumerable<string> CancelInTheMiddle(CancellationTokenSource cancellation)
    {
        foreach (string email in ExportHarness.Emails(30_000))
        {
            if (email.StartsWith("Person20000@", StringComparison.Ordinal))
                cancellation.Cancel();
            yield return email;
        }
    }
}
