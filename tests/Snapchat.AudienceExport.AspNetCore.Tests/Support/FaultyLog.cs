using System.Security.Claims;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>An audit log that fails as a driver would, with values in its message.</summary>
internal sealed class FaultyLog(Exception exception) : IAuditLog
{
    public Task<Page<AuditRecord>> GetRecordsAsync(ClaimsPrincipal user, AuditQuery? query = null, CancellationToken cancellationToken = default) => Task.FromException<Page<AuditRecord>>(exception);
}
