using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>Stands in where no membership store is registered: without one, nobody knows whom runs sent, or keeps who was erased.</summary>
internal sealed class MissingMembership(AccessGate gate) : IErasureService, IMembershipAdministration
{
    public Task<ErasureReport> EraseAsync(ClaimsPrincipal user, ErasureRequest request, CancellationToken cancellationToken = default) =>
        RefuseAsync<ErasureReport>(user, AuditAction.ErasePerson, cancellationToken);

    public Task<IReadOnlyList<ErasureReport>> GetPendingAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
        RefuseAsync<IReadOnlyList<ErasureReport>>(user, AuditAction.ViewErasures, cancellationToken);

    public Task<ErasureReport> GetErasureAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken = default) =>
        RefuseAsync<ErasureReport>(user, AuditAction.ViewErasures, cancellationToken);

    public Task<IReadOnlyList<ErasureReport>> RetryAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
        RefuseAsync<IReadOnlyList<ErasureReport>>(user, AuditAction.RetryErasures, cancellationToken);

    public Task<ErasureLift> LiftAsync(ClaimsPrincipal user, ErasureRequest request, CancellationToken cancellationToken = default) =>
        RefuseAsync<ErasureLift>(user, AuditAction.LiftErasure, cancellationToken);

    public Task<IReadOnlyList<AudienceId>> MarkRestoredAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
        RefuseAsync<IReadOnlyList<AudienceId>>(user, AuditAction.MarkRestored, cancellationToken);

    private async Task<T> RefuseAsync<T>(ClaimsPrincipal user, AuditAction action, CancellationToken cancellationToken)
    {
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, action, subject: null, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync<T>(caller, action, subject: null, static () => throw new AudienceExportValidationException(
            nameof(IMembershipStore),
            "No membership store is registered, so it is not known whom runs sent, nor kept who was erased; register one, as with UseMembershipFiles or UseMembershipStore.")).ConfigureAwait(false);
    }
}
