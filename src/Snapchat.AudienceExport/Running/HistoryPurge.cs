using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Removes runs and audit records that were kept long enough.</summary>
internal sealed class HistoryPurge(IAudienceExportStore store, IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, ILogger<HistoryPurge> logger)
{
    /// <summary>Gets how often it is to be done.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromDays(1);

    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        long count = await store.PurgeAsync(now - options.Value.RunRetention, now - options.Value.AuditRetention, cancellationToken).ConfigureAwait(false);
        if (count > 0)
            logger.HistoryPurged(count);
    }
}
