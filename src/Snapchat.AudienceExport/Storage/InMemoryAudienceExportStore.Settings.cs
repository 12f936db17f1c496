namespace Snapchat.AudienceExport.Storage;

internal sealed partial class InMemoryAudienceExportStore
{
    private readonly Dictionary<string, StoredSetting> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredRate> _rates = new(StringComparer.Ordinal);

    public Task<StoredSetting?> FindSettingAsync(string name, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _settings.GetValueOrDefault(name), cancellationToken);

    public Task<StoredSetting?> TryUpdateSettingAsync(StoredSetting setting, AuditRecord? audit = null, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if ((_settings.GetValueOrDefault(setting.Name)?.Version ?? 0) != setting.Version)
                    return null;
                if (audit is not null)
                    _audit.Add(audit);
                return _settings[setting.Name] = setting with { Version = setting.Version + 1 };
            },
            cancellationToken);

    public Task<RateSlice> TakeRateSliceAsync(IReadOnlyList<RateLimit> limits, int wanted, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                StoredRate[] rates = [.. limits.Select(limit => RateOf(limit.Name))];
                RateSlice slice = RateSlice.Take(limits, rates, wanted, timeProvider.GetUtcNow());
                foreach (StoredRate rate in rates)
                    _rates[rate.Name] = rate;
                return slice;
            },
            cancellationToken);

    public Task PauseRateAsync(string name, TimeSpan time, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                StoredRate rate = RateOf(name);
                DateTimeOffset until = timeProvider.GetUtcNow() + time;
                _rates[name] = until > rate.PausedUntil ? rate with { PausedUntil = until } : rate;
            },
            cancellationToken);

    private StoredRate RateOf(string name) => _rates.GetValueOrDefault(name) ?? StoredRate.Unspent(name);
}
