using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Opens what is known of audiences, for runs and for those who only look.</summary>
internal sealed class ExactSessions(IMembershipStore store, ISecretProtector protector, LocalLeases leases, TimeProvider timeProvider, IOptions<SnapchatAudienceExportOptions> options, IAudienceExportStore? runs = null)
{
    // Whoever commits more often than that while others look is not to be waited for.
    private const int MaxLooks = 5;

    private readonly Lateness _lateness = Lateness.Of(options.Value);

    /// <summary>Opens for a new run, which alone writes to the audience until the session is disposed. A run that had not finished is superseded first.</summary>
    /// <exception cref="MembershipStateException">What is kept cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The run has no lease, where runs of a store need one.</exception>
    public Task<ExactSession> OpenAsync(AudienceId audience, StoredLease? lease, CancellationToken cancellationToken) => OpenAsync(audience, lease, supersedes: true, cancellationToken);

    /// <summary>Opens for a run that goes on; the journal stays open.</summary>
    /// <inheritdoc cref="OpenAsync(AudienceId, StoredLease?, CancellationToken)" path="/exception"/>
    public Task<ExactSession> ReopenAsync(AudienceId audience, StoredLease? lease, CancellationToken cancellationToken) => OpenAsync(audience, lease, supersedes: false, cancellationToken);

    /// <summary>Looks without changing anything. Somebody may write meanwhile: what a commit took away is looked at again.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="look">Looks; called again after a commit that came in between.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<T> LookAsync<T>(AudienceId audience, Func<ExactSession, Task<T>> look, CancellationToken cancellationToken)
    {
        for (int left = MaxLooks; ; left--)
        {
            AudienceMembership membership = await AudienceMembership.OpenAsync(store, protector, timeProvider, _lateness, audience, lease: null, cancellationToken).ConfigureAwait(false);
            using var session = new ExactSession(membership, new SuppressionList(store, protector), lease: null);
            bool isLast = left == 1;
            if (!isLast && membership.Loss is not null && await membership.IsOvertakenAsync(cancellationToken).ConfigureAwait(false))
                continue;
            try
            {
                return isLast ? await session.UseAsync(look).ConfigureAwait(false) : await look(session).ConfigureAwait(false);
            }
            catch (MembershipStateException exception) when (!isLast && exception.IsHistoryLost)
            {
                // Damage stays, unlike what a commit took away.
                if (!await membership.IsOvertakenAsync(cancellationToken).ConfigureAwait(false))
                    left = 2;
            }
        }
    }

    /// <summary>Takes note of an audience that was looked at outside of any run. State that cannot be used is left to the next run to tell.</summary>
    /// <param name="audience">The audience as it was seen since the lease began.</param>
    /// <param name="lease">The lease on it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task NoteAsync(SnapchatAudience audience, StoredLease lease, CancellationToken cancellationToken)
    {
        try
        {
            using AudienceMembership membership = await AudienceMembership.OpenAsync(store, protector, timeProvider, _lateness, audience.Id, lease, cancellationToken).ConfigureAwait(false);
            await membership.NoteAsync(AudienceFacts.Of(audience), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MembershipStateException or AudienceExportConcurrencyException)
        {
            // Nothing depends on it.
        }
    }

    /// <summary>Gives up what is known of an audience that is cleared outside of any run: its history counts as lost from then on.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="lease">The lease on it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task ForgetAsync(AudienceId audience, StoredLease lease, CancellationToken cancellationToken) =>
        AudienceMembership.MarkRestoredAsync(store, protector, timeProvider, _lateness, audience, lease, cancellationToken);

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
        AudienceMembership membership = await AudienceMembership.OpenAsync(store, protector, timeProvider, _lateness, audience, lease, cancellationToken).ConfigureAwait(false);
        try
        {
            RunId? superseded = supersedes ? membership.Journal?.Plan.Run : null;
            if (superseded is not null)
                await SupersedeAsync(membership, cancellationToken).ConfigureAwait(false);
            return new ExactSession(membership, new SuppressionList(store, protector), end) { Superseded = superseded };
        }
        catch
        {
            membership.Dispose();
            throw;
        }
    }

    private static async Task SupersedeAsync(AudienceMembership membership, CancellationToken cancellationToken)
    {
        try
        {
            await membership.SupersedeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MembershipStateException damage) when (damage.IsHistoryLost)
        {
            membership.GiveUp(damage);
        }
    }
}
