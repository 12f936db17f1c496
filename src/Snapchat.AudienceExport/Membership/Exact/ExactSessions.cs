using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Opens what is known of audiences, for runs and for those who only look.</summary>
internal sealed class ExactSessions(IMembershipStore store, ISecretProtector protector, LocalLeases leases, TimeProvider timeProvider, IAudienceExportStore? runs = null)
{
    /// <summary>Opens for a run, which alone writes to the audience until the session is disposed. What a dead run left is folded first.</summary>
    /// <exception cref="MembershipStateException">What is kept cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The run has no lease, where runs of a store need one.</exception>
    public async Task<ExactSession> OpenAsync(AudienceId audience, StoredLease? lease, CancellationToken cancellationToken)
    {
        if (lease is not null)
            return await OpenAsync(audience, lease, null, cancellationToken).ConfigureAwait(false);
        if (runs is not null)
            throw new InvalidOperationException($"A store keeps the runs here, so that no two write to one audience: save the export with {nameof(IExportRegistry)} and start it with {nameof(IExportRunner)}.");
        (StoredLease local, IDisposable end) = await leases.AcquireAsync(audience, cancellationToken).ConfigureAwait(false);
        try
        {
            return await OpenAsync(audience, local, end, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            end.Dispose();
            throw;
        }
    }

    /// <summary>Opens to look: nothing is changed, and somebody may write meanwhile.</summary>
    public async Task<ExactSession> LookAsync(AudienceId audience, CancellationToken cancellationToken) => new(
        await AudienceMembership.OpenAsync(store, protector, timeProvider, Lateness.Default, audience, lease: null, cancellationToken).ConfigureAwait(false),
        new SuppressionList(store, protector),
        lease: null);

    /// <summary>Gives up what is known of an audience that is cleared outside of any run: its history counts as lost from then on.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="lease">The lease on it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task ForgetAsync(AudienceId audience, StoredLease lease, CancellationToken cancellationToken) =>
        AudienceMembership.MarkRestoredAsync(store, protector, timeProvider, Lateness.Default, audience, lease, cancellationToken);

    private async Task<ExactSession> OpenAsync(AudienceId audience, StoredLease lease, IDisposable? end, CancellationToken cancellationToken)
    {
        AudienceMembership membership = await AudienceMembership.OpenAsync(store, protector, timeProvider, Lateness.Default, audience, lease, cancellationToken).ConfigureAwait(false);
        try
        {
            if (membership.Journal is { } journal)
            {
                // Nobody but the holder of the lease sends, so whatever the dead run sent was sent before now.
                journal.Progress.Interrupt(timeProvider.GetUtcNow());
                await membership.CommitAsync(new RunEnd(IsFinished: false), cancellationToken).ConfigureAwait(false);
            }

            return new ExactSession(membership, new SuppressionList(store, protector), end);
        }
        catch
        {
            membership.Dispose();
            throw;
        }
    }
}
