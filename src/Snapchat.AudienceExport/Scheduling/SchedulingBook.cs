using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>What is durable of the schedule: when the system refresh happens, how the latest one went, and until when what was due has been queued.</summary>
internal sealed class SchedulingBook(IAudienceExportStore store)
{
    public Task<(SystemRefreshSchedule? Value, long Version)> ReadScheduleAsync(CancellationToken cancellationToken) =>
        ReadAsync("system-refresh", SchedulingJson.Default.SystemRefreshSchedule, cancellationToken);

    public Task<bool> TryWriteScheduleAsync(SystemRefreshSchedule schedule, long version, AuditRecord audit, CancellationToken cancellationToken) =>
        TryWriteAsync("system-refresh", schedule, version, SchedulingJson.Default.SystemRefreshSchedule, audit, cancellationToken);

    public Task<(SystemRefreshRun? Value, long Version)> ReadRefreshAsync(CancellationToken cancellationToken) =>
        ReadAsync("system-refresh-run", SchedulingJson.Default.SystemRefreshRun, cancellationToken);

    public Task<bool> TryWriteRefreshAsync(SystemRefreshRun refresh, long version, AuditRecord? audit, CancellationToken cancellationToken) =>
        TryWriteAsync("system-refresh-run", refresh, version, SchedulingJson.Default.SystemRefreshRun, audit, cancellationToken);

    /// <summary>Reads until when what was due has been queued; a default time at version 0 if nothing ever was.</summary>
    public Task<(DateTimeOffset Value, long Version)> ReadQueuedUntilAsync(CancellationToken cancellationToken) =>
        ReadAsync("queued-until", SchedulingJson.Default.DateTimeOffset, cancellationToken);

    public Task<bool> TryWriteQueuedUntilAsync(DateTimeOffset until, long version, CancellationToken cancellationToken) =>
        TryWriteAsync("queued-until", until, version, SchedulingJson.Default.DateTimeOffset, audit: null, cancellationToken);

    private async Task<(T? Value, long Version)> ReadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await store.FindSettingAsync(name, cancellationToken).ConfigureAwait(false) is { } setting ? (JsonSerializer.Deserialize(setting.Value, type), setting.Version) : (default, 0);

    private async Task<bool> TryWriteAsync<T>(string name, T value, long version, JsonTypeInfo<T> type, AuditRecord? audit, CancellationToken cancellationToken) =>
        await store.TryUpdateSettingAsync(new StoredSetting(name, version, JsonSerializer.Serialize(value, type)), audit, cancellationToken).ConfigureAwait(false) is not null;
}
