using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>The record of every act: who did what, when, on what, and how it ended.</summary>
public interface IAuditLog
{
    /// <summary>Gets records, the latest first.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="query">Which records.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The records.</returns>
    /// <exception cref="AudienceExportAccessDeniedException">The user is no administrator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The query leaves out fewer than 0 records, or asks for fewer than 1 or more than 1,000.</exception>
    Task<Page<AuditRecord>> GetRecordsAsync(ClaimsPrincipal user, AuditQuery? query = null, CancellationToken cancellationToken = default);
}
