using System.Diagnostics.Metrics;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>The instruments of the meter <see cref="Telemetry.Name"/>, in base units of UCUM. No tag holds an ID of a person, a value or a digest.</summary>
internal sealed class ExportMetrics
{
    private readonly Counter<long> _profilesRead;
    private readonly Counter<long> _identifiersRefused;
    private readonly Counter<long> _identifiersUploaded;
    private readonly Histogram<double> _runDuration;
    private readonly Gauge<long> _queueLength;
    private readonly Histogram<double> _queueDuration;
    private readonly Gauge<long> _erasuresPending;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _requestDuration;
    private readonly Counter<long> _bytesSent;

    public ExportMetrics(IMeterFactory meterFactory)
    {
        Meter meter = meterFactory.Create(Telemetry.Name);
        _profilesRead = meter.CreateCounter<long>("audience_export.profiles.read", "{profile}", "Profiles read from segment sources.");
        _identifiersRefused = meter.CreateCounter<long>("audience_export.identifiers.refused", "{identifier}", "Values that are not usable identifiers, by kind and reason; blank ones included.");
        _identifiersUploaded = meter.CreateCounter<long>("audience_export.identifiers.uploaded", "{identifier}", "Identifiers that Snapchat acknowledged, by kind and operation.");
        _runDuration = meter.CreateHistogram<double>("audience_export.run.duration", "s", "Duration of runs, by status.");
        _queueLength = meter.CreateGauge<long>("audience_export.run.queue.length", "{run}", "Runs of saved exports that wait to start, over all processes on the store, as workers last saw it.");
        _queueDuration = meter.CreateHistogram<double>("audience_export.run.queue.duration", "s", "How long runs of saved exports waited from being asked for to their start.");
        _erasuresPending = meter.CreateGauge<long>("audience_export.erasures.pending", "{audience}", "Audiences that erased people are still to be removed from, as last tried.");
        _requests = meter.CreateCounter<long>("audience_export.requests", "{request}", "Attempts sent to Snapchat, by operation and outcome.");
        _retries = meter.CreateCounter<long>("audience_export.retries", "{retry}", "Attempts repeated, by operation and reason.");
        _requestDuration = meter.CreateHistogram<double>("audience_export.request.duration", "s", "Duration of attempts, by operation and outcome.");
        _bytesSent = meter.CreateCounter<long>("audience_export.request.body.size", "By", "Bytes of upload bodies written, repeated attempts included.");
    }

    public void ProfilesRead(long count) => _profilesRead.Add(count);

    public void IdentifiersRefused(IdentifierKind kind, IdentifierStatus reason, long count) =>
        _identifiersRefused.Add(count, new(Telemetry.KindTag, kind.ToString()), new(Telemetry.ReasonTag, reason.ToString()));

    public void IdentifiersUploaded(IdentifierKind kind, string operation, long count) =>
        _identifiersUploaded.Add(count, new(Telemetry.KindTag, kind.ToString()), new(Telemetry.OperationTag, operation));

    public void RunEnded(ExportStatus status, TimeSpan duration) =>
        _runDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(Telemetry.StatusTag, status.ToString()));

    public void RunsQueued(long count) => _queueLength.Record(count);

    public void ErasuresPending(long audiences) => _erasuresPending.Record(audiences);

    public void RunClaimed(TimeSpan waited) => _queueDuration.Record(waited.TotalSeconds);

    /// <param name="operation">The API operation, as in <c>add_users</c>.</param>
    /// <param name="outcome">The HTTP status as text, or the kind of failure where there was no answer.</param>
    /// <param name="duration">From the permit to the end of the answer.</param>
    public void RequestEnded(string operation, string outcome, TimeSpan duration)
    {
        _requests.Add(1, new(Telemetry.OperationTag, operation), new(Telemetry.OutcomeTag, outcome));
        _requestDuration.Record(duration.TotalSeconds, new(Telemetry.OperationTag, operation), new(Telemetry.OutcomeTag, outcome));
    }

    public void Retried(string operation, string reason) =>
        _retries.Add(1, new(Telemetry.OperationTag, operation), new(Telemetry.ReasonTag, reason));

    public void BytesSent(long count) => _bytesSent.Add(count);
}
