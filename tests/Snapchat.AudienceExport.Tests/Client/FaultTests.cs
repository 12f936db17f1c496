using System.Collections.Concurrent;
using System.Diagnostics;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>One upload of several buffers over real HTTP, with a fault on its first attempt.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly string[] Emails = ExportHarness.Emails(5_000);

    private readonly ConcurrentQueue<Activity> _activities = [];
    private readonly ActivityListener _listener;
    private readonly Activity _test = new("test");

    public FaultTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => string.Equals(source.Name, "Snapchat.AudienceExport", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _test.Start();
    }

    public static TheoryData<string> Transient => [.. Faults.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, SimulatedFault> Faults { get; } = new SimulatedFault[]
    {
        SimulatedFault.TooManyRequests(RetryHint.None), SimulatedFault.ServerError(), SimulatedFault.ResetBeforeBody(), SimulatedFault.ResetDuringBody(),
        SimulatedFault.ResetAfterBody(), SimulatedFault.LoseAnswer(), SimulatedFault.ApplyLate(1), SimulatedFault.AnswerBeforeBody(), SimulatedFault.ExpiredToken(),
    }.ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task ATransientFault_IsOvercomeByASecondAttempt(string fault)
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, Faults[fault]);

        UploadReceipt receipt = await harness.Client.AddUsersAsync(harness.Audience, ApiStub.Batch(Emails), Token);

        Assert.Equal((5_000, 5_000L), (receipt.Sent, receipt.Accepted));
        Assert.Equal(ExportHarness.Digests(Emails).Order(), harness.Members.Order());
        SimulatedRequest[] attempts = [.. harness.Simulator.Requests.Where(request => request.Operation == SimulatedOperation.AddUsers)];
        Assert.Equal([fault, null], attempts.Select(attempt => attempt.Fault), StringComparer.Ordinal);
        Assert.All(attempts, attempt => Assert.True(attempt.ExpectsContinue));
        AssertActivity("success", attempts: 2);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(403)]
    public async Task AnAnswerBeforeTheBody_IsNotLost(int status)
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.AnswerBeforeBody(status), 3);
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.PermissionDenied());

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => harness.Client.AddUsersAsync(harness.Audience, ApiStub.Batch(Emails), Token));

        Assert.Equal(403, (int?)exception.StatusCode);
        Assert.Equal(status == 403 ? 1 : 4, harness.Count(SimulatedOperation.AddUsers));
        Assert.Equal(status == 403 ? "The request was refused before it was read." : "Caller does not have permission", exception.SnapchatMessage);
        AssertActivity(exception.ErrorCode ?? "403", attempts: status == 403 ? 1 : 4);
    }

    [Fact]
    public async Task ASlowAnswer_IsGivenUpAndSentAgain()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.AttemptTimeout = TimeSpan.FromMilliseconds(500));
        var never = new TaskCompletionSource();
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(never.Task));

        UploadReceipt receipt = await harness.Client.AddUsersAsync(harness.Audience, ApiStub.Batch(Emails), Token);

        never.SetResult();
        Assert.Equal(5_000, receipt.Accepted);
        Assert.True(harness.Count(SimulatedOperation.AddUsers) >= 2);
        Assert.Contains(harness.Logs.GetSnapshot(), record => record.Id.Id == 200 && record.Message.Contains("timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ALostAnswerToARemoval_IsMadeGood()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        await harness.Client.AddUsersAsync(harness.Audience, ApiStub.Batch(Emails), Token);
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.LoseAnswer());

        UploadReceipt receipt = await harness.Client.RemoveUsersAsync(harness.Audience, ApiStub.Batch(Emails[..4_999]), Token);

        Assert.Equal(4_999, receipt.Accepted);
        Assert.Equal(ExportHarness.Digests(Emails[4_999..]), harness.Members);
    }

    public void Dispose()
    {
        _test.Dispose();
        _listener.Dispose();
    }

    private void AssertActivity(string outcome, int attempts)
    {
        // Other tests run beside this one.
        Activity activity = Assert.Single(_activities, activity => activity.TraceId == _test.TraceId && activity.GetTagItem("snapchat.audience.id") is not null);
        Assert.Equal("audience_export.request", activity.OperationName);
        Assert.Equal(("add_users", outcome, attempts), (activity.GetTagItem("snapchat.operation"), activity.GetTagItem("outcome"), activity.GetTagItem("snapchat.attempts")));
        Assert.Equal(string.Equals(outcome, "success", StringComparison.Ordinal) ? ActivityStatusCode.Unset : ActivityStatusCode.Error, activity.Status);
    }
}
