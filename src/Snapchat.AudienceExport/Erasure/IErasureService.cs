using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>Erases people: nobody who was erased is sent again, and they are removed from every audience they may have been sent to.</summary>
/// <remarks>
/// <para>Who is erased is recorded durably first, as digests under every version of the normalization rules, encrypted. From then on no plan and no request holds them, runs under way included,
/// until an administrator lifts it. Then they are removed from each audience that was ever written to, while no run writes to it. What could not be done is pending: workers
/// (<c>AddExportWorker()</c>) try it again at their start, when a run has ended, and every <see cref="SnapchatAudienceExportOptions.ErasureRetryInterval"/>.</para>
/// <para>Removing needs a connection that is active, with consent or without it. A membership store has to be registered, as with <c>UseMembershipFiles</c>.</para>
/// <para>Every act is in the <see cref="IAuditLog"/>, without addresses and digests.</para>
/// </remarks>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user is no administrator.</exception>
/// <exception cref="MembershipStateException">Thrown by every method if the record of who was erased cannot be read; nothing is recorded then.</exception>
public interface IErasureService
{
    /// <summary>Erases a person.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="request">All identifiers of the person that are known.</param>
    /// <param name="cancellationToken">Stops the call. Once the erasure is recorded, it is carried out all the same, later.</param>
    /// <returns>What was done, and what is pending. A run that is going on is not waited for, nor is Snapchat for more than twice <see cref="SnapchatAudienceExportOptions.CallDeadline"/>.</returns>
    /// <exception cref="AudienceExportValidationException">None of the identifiers is usable, phone numbers cannot be normalized here, or no membership store is registered. Nothing is recorded.</exception>
    Task<ErasureReport> EraseAsync(ClaimsPrincipal user, ErasureRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets the erasures that are pending in some audience, the oldest first.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The reports of the erasures.</returns>
    Task<IReadOnlyList<ErasureReport>> GetPendingAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Gets what has become of an erasure.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="id">The erasure.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The report of the erasure.</returns>
    /// <exception cref="AudienceExportNotFoundException">There is none with the ID.</exception>
    Task<ErasureReport> GetErasureAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken = default);

    /// <summary>Tries everything that is pending again, now, for as long as <see cref="EraseAsync"/> does.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The reports of the erasures that are pending afterwards.</returns>
    Task<IReadOnlyList<ErasureReport>> RetryAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Lifts the erasure of a person: the next runs send the person again if a segment has them, and what is pending of the erasure is given up.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="request">The identifiers to be lifted, as they were given to erase the person.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What was lifted.</returns>
    /// <exception cref="AudienceExportValidationException">None of the identifiers is usable, phone numbers cannot be normalized here, or no membership store is registered.</exception>
    /// <exception cref="AudienceExportNotFoundException">None of the identifiers is suppressed.</exception>
    Task<ErasureLift> LiftAsync(ClaimsPrincipal user, ErasureRequest request, CancellationToken cancellationToken = default);
}
