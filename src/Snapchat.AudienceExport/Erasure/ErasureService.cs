using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>Each method asks first who acts and whether they may, then acts, and puts it on record without any address or digest.</summary>
internal sealed class ErasureService(
    AccessGate gate,
    IAudienceExportStore store,
    SuppressionList suppressions,
    ErasureSweep sweep,
    ErasureReports reports,
    RunSignals signals,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<ErasureService> logger,
    IPhoneNumberNormalizer? phones = null) : IErasureService
{
    public Task<ErasureReport> EraseAsync(ClaimsPrincipal user, ErasureRequest request, CancellationToken cancellationToken = default) =>
        ActAsync(user, AuditAction.ErasePerson, caller => EraseAsync(caller, request, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<ErasureReport>> GetPendingAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.ViewErasures, subject: null, cancellationToken).ConfigureAwait(false);
        return await FindPendingAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<ErasureReport> GetErasureAsync(ClaimsPrincipal user, Guid id, CancellationToken cancellationToken = default)
    {
        await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.ViewErasures, AuditSubject.OfErasure(id), cancellationToken).ConfigureAwait(false);
        return (await reports.GetAsync(entry => entry.Id == id, cancellationToken).ConfigureAwait(false)).SingleOrDefault()
            ?? throw new AudienceExportNotFoundException($"There is no erasure {id}; take the ID from the report of one, or from the audit log.");
    }

    public Task<IReadOnlyList<ErasureReport>> RetryAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) => ActAsync(
        user,
        AuditAction.RetryErasures,
        async caller =>
        {
            await sweep.RequireListAsync(cancellationToken).ConfigureAwait(false);
            await store.AddAuditAsync(AuditRecord.Of(timeProvider, caller.Actor, AuditAction.RetryErasures, subject: null), cancellationToken).ConfigureAwait(false);
            await RemoveAsync(cancellationToken).ConfigureAwait(false);
            return await FindPendingAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task<ErasureLift> LiftAsync(ClaimsPrincipal user, ErasureRequest request, CancellationToken cancellationToken = default) =>
        ActAsync(user, AuditAction.LiftErasure, caller => LiftAsync(caller, request, cancellationToken), cancellationToken);

    private async Task<T> ActAsync<T>(ClaimsPrincipal user, AuditAction action, Func<Caller, Task<T>> act, CancellationToken cancellationToken)
    {
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, action, subject: null, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(caller, action, subject: null, () => act(caller)).ConfigureAwait(false);
    }

    private async Task<ErasureReport> EraseAsync(Caller caller, ErasureRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ErasedPerson person = ErasedPerson.Of(request, phones);

        await sweep.RequireListAsync(cancellationToken).ConfigureAwait(false);
        SuppressionEntry entry = SuppressionEntry.New(timeProvider, lifts: false, person.Digests);
        int digests = Count(entry);
        await suppressions.AddAsync(entry, cancellationToken).ConfigureAwait(false);

        // It has happened: it is on record whoever stops waiting now.
        string detail = $"{digests} digests of kinds {string.Join(", ", entry.Digests.Keys.Order())} are erased; {person.Refused.Count} identifiers were refused.";
        await store.AddAuditAsync(
            AuditRecord.Of(timeProvider, caller.Actor, AuditAction.ErasePerson, AuditSubject.OfErasure(entry.Id), AuditOutcome.Succeeded, detail), CancellationToken.None).ConfigureAwait(false);
        logger.PersonErased(entry.Id, digests, person.Refused.Count);
        await RemoveAsync(cancellationToken).ConfigureAwait(false);
        ErasureReport report = (await reports.GetAsync(other => other.Id == entry.Id, cancellationToken).ConfigureAwait(false)).Single();
        return report with { Refused = person.Refused };
    }

    // Nobody waits for long, however many audiences there are and whatever state Snapchat is in: the worker goes on with what is left.
    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(2 * options.Value.CallDeadline, timeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await sweep.SweepAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            signals.Erasures.Set();
        }
    }

    private async Task<ErasureLift> LiftAsync(Caller caller, ErasureRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ErasedPerson person = ErasedPerson.Of(request, phones);
        SuppressedDigests suppressed = await suppressions.ReadAsync(cancellationToken).ConfigureAwait(false);
        SuppressionEntry entry = SuppressionEntry.New(timeProvider, lifts: true, person.Digests);
        int lifted = entry.Digests.Sum(kind => kind.Value.Count(suppressed.Of(kind.Key).Contains));
        if (lifted == 0)
            throw new AudienceExportNotFoundException("None of the identifiers is erased, so nothing was lifted; give them as they were given to erase the person.");
        await suppressions.AddAsync(entry, cancellationToken).ConfigureAwait(false);
        var audit = AuditRecord.Of(
            timeProvider, caller.Actor, AuditAction.LiftErasure, AuditSubject.OfErasure(entry.Id), AuditOutcome.Succeeded, $"{lifted} digests are no longer erased.");
        await store.AddAuditAsync(audit, CancellationToken.None).ConfigureAwait(false);
        logger.ErasureLifted(lifted);
        return new ErasureLift(lifted, Count(entry) - lifted) { Refused = person.Refused };
    }

    private async Task<IReadOnlyList<ErasureReport>> FindPendingAsync(CancellationToken cancellationToken) =>
        [.. (await reports.GetAsync(static _ => true, cancellationToken).ConfigureAwait(false)).Where(static report => !report.IsComplete)];

    private static int Count(SuppressionEntry entry) => entry.Digests.Values.Sum(static digests => digests.Count);
}
