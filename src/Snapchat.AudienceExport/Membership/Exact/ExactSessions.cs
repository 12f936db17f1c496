using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Opens what is known of audiences, for runs and for those who only look.</summary>
internal sealed class ExactSessions(IMembershipStore store, ISecretProtector protector, LocalLeases leases, TimeProvider timeProvider, IAudienceExportStore? runs = null)
{
    /// <summary>Opens for a new run, which alone writes to the audience until the session is disposed. A run that had not finished is superseded first.</summary>
    /// <exception cref="MembershipStateException">What is kept cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The run has no lease, where runs of a store need one.</exception>
    public Task<ExactSession> OpenAsync(AudienceId audience, StoredLease? lease, CancellationToken cancellationToken) => OpenAsync(audience, lease, supersedes: true, cancellationToken);

    /// <summary>Opens for a run that goes on; the journal stays open.</summary>
    /// <inheritdoc cref="OpenAsync(AudienceId, StoredLease?, CancellationToken)" path="/exception"/>
    public Task<ExactSession> ReopenAsync(AudienceId audience, StoredLease? lease, CancellationToken cancellationToken) => OpenAsync(audience, lease, supersedes: false, cancellationToken);

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

    private async Task<ExactSession> OpenAsync(AudienceId audience, StoredLease? lease, bool supersedes, CancellationToken cancellationToken)
    {
        if (lease is not null)
            return await OpenAsync(audience, lease, null, supersedes, cancellationToken).ConfigureAwait(false);
        if (runs is not null)
            throw new InvalidOperationException($"A store keeps the runs here, so that no two write to one audience: save the export with {nameof(IExportRegistry)} and start it with {nameof(IExportRunner)}.");
        (StoredLease local, IDisposable end) = await leases.AcquireAsync(audience, cancellationToken).ConfigureAwait(false);
        try
        {
            return await OpenAsync(audience, local, end, supersedes, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            end.Dispose();
            throw;
        }
    }

    private async Task<ExactSession> OpenAsync(AudienceId audience, StoredLease lease, IDisposable? end, bool supersedes, CancellationToken cancellationToken)
    {
        AudienceMembership membership = await AudienceMembership.OpenAsync(store, protector, timeProvider, Lateness.Default, audience, lease, cancellationToken).ConfigureAwait(false);
        try
        {
            RunId? superseded = supersedes ? membership.Journal?.Plan.Run : null;
            if (superseded is not null)
                await membership.SupersedeAsync(cancellationToken).ConfigureAwait(false);
            return new ExactSession(membership, new SuppressionList(store, protector), end) { Superseded = superseded };
        }
        catch
        {
            membership.Dispose();
            throw;
        }
    }
}
