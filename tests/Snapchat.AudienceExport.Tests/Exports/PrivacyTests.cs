using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Plants canaries wherever an address or a secret could come from, and searches everything that comes out.</summary>
public sealed class PrivacyTests : IDisposable
{
    private const string Canary = "canary";

    private static readonly string?[] Rows =
        ["Canary.Valid@example.com", "canary.two@@example.com", "canary with space@example.com", "canary", "canary@localhost", "\"canary\"@example.com", "canary.ünïcode@example.com", new string('c', 300) + "canary@example.com"];

    private readonly StringBuilder _seen = new();
    private readonly ConcurrentQueue<Activity> _activities = [];
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();

    public PrivacyTests()
    {
        _activityListener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_activityListener);
        _meterListener.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meterListener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        _meterListener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
        _meterListener.Start();
    }

    [Fact]
    public async Task ARunLeavesNoAddressDigestOrSecretBehind()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options => options.MaxIdentifiersPerRequest = 1, new SnapchatSimulatorOptions
        {
            ClientSecret = new SnapchatSecret("canary-client-secret"),
            RefreshToken = new SnapchatSecret("canary-refresh-token"),
            RefreshTokens = RefreshTokenPolicy.Rotating,
        });
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ExpiredToken());
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ResetDuringBody(10));
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ServerError());
        string[] progress = [];

        ExportReport report = await harness.ExportAsync(SegmentSource.FromEnumerable(Rows, email => email), new Collector(line => progress = [.. progress, line]));

        Assert.Equal(3, report.Identifiers[0].Unique);
        See(JsonSerializer.Serialize(report));
        See(report.ToString());
        See(progress);
        SearchEverything(harness, report.Audience);
    }

    [Fact]
    public async Task AReportOfARefusalLeavesNoDigestBehind()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        string digest = ExportHarness.Digests(Rows).First().ToString();
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.FailedSubRequest("E2002", $"Property value is not allowed : [{digest}, canary@example.com]"));

        ExportReport report = await harness.ExportAsync(Rows);

        Assert.Equal(ExportStatus.Failed, report.Status);
        Assert.Contains("E2002", report.Problem?.Message, StringComparison.Ordinal);
        See(JsonSerializer.Serialize(report));
        SearchEverything(harness, report.Audience);
    }

    [Theory]
    [InlineData(GuardedSourceTests.FaultySource.Moment.Opening)]
    [InlineData(GuardedSourceTests.FaultySource.Moment.Enumerating)]
    [InlineData(GuardedSourceTests.FaultySource.Moment.Moving)]
    [InlineData(GuardedSourceTests.FaultySource.Moment.Disposing)]
    public async Task AFailingSourceLeavesNothingOfItsExceptionButItsTypeBehind(GuardedSourceTests.FaultySource.Moment moment)
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        var thrown = new InvalidDataException("canary@example.com", new FormatException("canary@example.com")) { Data = { ["row"] = "canary@example.com" } };
        ISegmentSource source = new OneSegment(new GuardedSourceTests.FaultySource(moment, thrown));

        SegmentReadException exception = await Assert.ThrowsAsync<SegmentReadException>(() => harness.ExportAsync(source));

        Assert.Contains(nameof(InvalidDataException), exception.Message, StringComparison.Ordinal);
        See(exception.ToString());
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
        Assert.Contains(harness.Logs.GetSnapshot(), record => record.Id.Id == 105);
        SearchEverything(harness, harness.Audience);
    }

    public void Dispose()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
    }

    private void SearchEverything(ExportHarness harness, AudienceId audience)
    {
        IReadOnlyList<FakeLogRecord> logs = harness.Logs.GetSnapshot();
        Assert.NotEmpty(logs);
        foreach (FakeLogRecord record in logs)
            See(record.Message, record.Exception?.ToString(), string.Join(' ', record.StructuredState ?? []), string.Join(' ', record.Scopes));
        Assert.Contains(_activities, activity => activity.TagObjects.Any(tag => string.Equals(tag.Value as string, audience.ToString(), StringComparison.Ordinal)));
        foreach (Activity activity in _activities)
        {
            See(activity.DisplayName, activity.StatusDescription, string.Join(' ', activity.TagObjects), string.Join(' ', activity.Baggage));
            foreach (ActivityEvent activityEvent in activity.Events)
                See(activityEvent.Name, string.Join(' ', activityEvent.Tags));
        }

        string seen;
        lock (_seen)
            seen = _seen.ToString();
        Assert.Contains("audience_export.requests", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, seen, StringComparison.OrdinalIgnoreCase);
        foreach (Sha256Digest digest in ExportHarness.Digests(Rows))
            Assert.DoesNotContain(digest.ToString(), seen, StringComparison.OrdinalIgnoreCase);
    }

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        See(instrument.Name);
        foreach (KeyValuePair<string, object?> tag in tags)
            See($"{tag.Key}={tag.Value}");
    }

    private void See(params IEnumerable<string?> texts)
    {
        lock (_seen)
        {
            foreach (string? text in texts)
                _seen.AppendLine(text);
        }
    }

    private sealed class Collector(Action<string> see) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => see(value.ToString());
    }

    private sealed class OneSegment(ISegmentSource inner) : ISegmentSource
    {
        public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) =>
            new[] { new SegmentInfo(SegmentSource.SingleSegment, "All") }.ToAsyncEnumerable();

        public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
            inner.GetProfileFieldsAsync(query, cancellationToken);

        public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) => inner.ReadAsync(request, cancellationToken);
    }
}
