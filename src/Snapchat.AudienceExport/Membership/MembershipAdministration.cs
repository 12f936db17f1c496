using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <inheritdoc cref="IMembershipAdministration"/>
internal sealed class MembershipAdministration(
    AccessGate gate,
    IMembershipStore membership,
    IAudienceExportStore store,
    ExactSessions sessions,
    RunLeases leases,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<MembershipAdministration> logger) : IMembershipAdministration
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    public async Task<IReadOnlyList<AudienceId>> MarkRestoredAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.MarkRestored, subject: null, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(caller, AuditAction.MarkRestored, subject: null, () => MarkAsync(caller, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<AudienceId>> MarkAsync(Caller caller, CancellationToken cancellationToken)
    {
        // An audience that only an export names may have been written to since the backup.
        IEnumerable<AudienceId> named = (await store.GetExportsAsync(cancellationToken).ConfigureAwait(false)).Select(static export => export.Definition.Audience);
        AudienceId[] audiences =
            [.. (await membership.GetAudiencesAsync(cancellationToken).ConfigureAwait(false)).Union(named).OrderBy(static audience => audience.Value, StringComparer.Ordinal)];
        foreach (AudienceId audience in audiences)
            await MarkAsync(audience, cancellationToken).ConfigureAwait(false);

        var audit = AuditRecord.Of(
            timeProvider, caller.Actor, AuditAction.MarkRestored, subject: null, AuditOutcome.Succeeded, $"The history of {audiences.Length} audiences counts as lost from now on.");
        await store.AddAuditAsync(audit, CancellationToken.None).ConfigureAwait(false);
        logger.StateRestored(audiences.Length);
        return audiences;
    }

    private async Task MarkAsync(AudienceId audience, CancellationToken cancellationToken)
    {
        HeldLease? lease;
        while ((lease = await HeldLease.TryAcquireAsync(audience, "restore", store, leases, options, timeProvider, cancellationToken).ConfigureAwait(false)) is null)
        {
            if (await FindRunAsync(audience, cancellationToken).ConfigureAwait(false) is { } run)
                throw new RunInProgressException(run);

            // An erasure or a clear, which does not take long.
            await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        await using (lease.ConfigureAwait(false))
            await sessions.ForgetAsync(audience, lease.Lease, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunId?> FindRunAsync(AudienceId audience, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRun> open = await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false);
        return open.FirstOrDefault(run => run.Record.Status == ExportStatus.Processing && run.Record.Definition.Audience == audience)?.Record.Id;
    }
}
