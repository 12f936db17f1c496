using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Auditing;

/// <summary>Shows administrators what the store has on record.</summary>
internal sealed class AuditLog(AccessGate gate, IAudienceExportStore store) : IAuditLog
{
    private const int MaxTake = 1000;

    public async Task<Page<AuditRecord>> GetRecordsAsync(ClaimsPrincipal user, AuditQuery? query = null, CancellationToken cancellationToken = default)
    {
        await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.ViewAuditLog, subject: null, cancellationToken).ConfigureAwait(false);
        query ??= new AuditQuery();
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, MaxTake, nameof(query));
        return await store.GetAuditAsync(query, cancellationToken).ConfigureAwait(false);
    }
}
