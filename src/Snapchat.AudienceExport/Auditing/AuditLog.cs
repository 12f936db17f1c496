using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Auditing;

/// <summary>Shows administrators what the store has on record.</summary>
internal sealed class AuditLog(AccessGate gate, IAudienceExportStore store) : IAuditLog
{
    public async Task<Page<AuditRecord>> GetRecordsAsync(ClaimsPrincipal user, AuditQuery? query = null, CancellationToken cancellationToken = default)
    {
        await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.ViewAuditLog, subject: null, cancellationToken).ConfigureAwait(false);
        return await store.GetAuditAsync(query ?? new AuditQuery(), cancellationToken).ConfigureAwait(false);
    }
}
