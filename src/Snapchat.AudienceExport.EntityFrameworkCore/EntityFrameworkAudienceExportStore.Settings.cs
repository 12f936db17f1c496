using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

internal sealed partial class EntityFrameworkAudienceExportStore
{
    public Task<StoredSetting?> FindSettingAsync(string name, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context => (await context.Settings.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken).ConfigureAwait(false))?.ToStored(),
            cancellationToken);

    public Task<StoredSetting?> TryUpdateSettingAsync(StoredSetting setting, AuditRecord? audit = null, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [$"setting:{setting.Name}"],
            async context =>
            {
                SettingRow? row = await context.Settings.SingleOrDefaultAsync(row => row.Name == setting.Name, cancellationToken).ConfigureAwait(false);
                if ((row?.Version ?? 0) != setting.Version)
                    return null;
                row ??= context.Settings.Add(new SettingRow { Name = setting.Name }).Entity;
                (row.Version, row.Value) = (setting.Version + 1, setting.Value);
                if (audit is not null)
                    context.Audit.Add(AuditRow.Of(audit));
                return row.ToStored();
            },
            cancellationToken);

    public Task<RateSlice> TakeRateSliceAsync(IReadOnlyList<RateLimit> limits, int wanted, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            limits.Select(static limit => LockOfRate(limit.Name)),
            async context =>
            {
                List<RateRow> rows = [];
                foreach (RateLimit limit in limits)
                    rows.Add(await GetRateAsync(context, limit.Name, cancellationToken).ConfigureAwait(false));
                StoredRate[] rates = [.. rows.Select(static row => row.ToStored())];
                RateSlice slice = RateSlice.Take(limits, rates, wanted, await session.GetTimeAsync(context, cancellationToken).ConfigureAwait(false));
                for (int index = 0; index < rates.Length; index++)
                    rows[index].Set(rates[index]);
                return slice;
            },
            cancellationToken);

    public Task PauseRateAsync(string name, TimeSpan time, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOfRate(name)],
            async context =>
            {
                RateRow row = await GetRateAsync(context, name, cancellationToken).ConfigureAwait(false);
                DateTimeOffset until = await session.GetTimeAsync(context, cancellationToken).ConfigureAwait(false) + time;
                if (until > row.PausedUntil)
                    row.PausedUntil = until;
                return true;
            },
            cancellationToken);

    private static string LockOfRate(string name) => $"rate:{name}";

    private static async Task<RateRow> GetRateAsync(AudienceExportDbContext context, string name, CancellationToken cancellationToken)
    {
        if (await context.Rates.SingleOrDefaultAsync(row => row.Name == name, cancellationToken).ConfigureAwait(false) is { } row)
            return row;
        row = new RateRow { Name = name };
        row.Set(StoredRate.Unspent(name));
        return context.Rates.Add(row).Entity;
    }
}
