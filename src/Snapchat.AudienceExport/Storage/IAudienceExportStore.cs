namespace Snapchat.AudienceExport.Storage;

/// <summary>Keeps connections, exports, runs, the audit log and leases. For store authors; rights are checked above it.</summary>
/// <remarks>
/// Every method is one transaction: all of it is durable when the task ends, or nothing of it ever is. An audit record is written in the transaction of the act it describes.
/// Whatever carries a version is updated only if the stored version is the one given, and the stored one is raised by one.
/// <c>StoreConformance</c> in the testing package says the same in executable form.
/// </remarks>
public interface IAudienceExportStore
{
    /// <summary>Gets whether processes on several machines see the same state.</summary>
    /// <value>The default is false: several workers may not share what this store keeps.</value>
    bool IsShared => false;

    /// <summary>Gets the time on the store's clock, by which leases expire.</summary>
    ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a connection.</summary>
    Task AddConnectionAsync(StoredConnection connection, AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Finds a connection; null if there is none.</summary>
    Task<StoredConnection?> FindConnectionAsync(ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Gets all connections, by name.</summary>
    Task<IReadOnlyList<StoredConnection>> GetConnectionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Updates a connection; with new tokens, these replace the former ones in the same transaction and raise the token's version, whatever <see cref="StoredToken.Version"/> says.</summary>
    /// <returns>The connection with its new version.</returns>
    /// <exception cref="AudienceExportConcurrencyException">The stored version is another, or the connection was removed.</exception>
    Task<StoredConnection> UpdateConnectionAsync(StoredConnection connection, AuditRecord audit, StoredToken? token = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a connection, its tokens and its authentications that were begun.</summary>
    /// <exception cref="ConnectionInUseException">Exports use it.</exception>
    /// <exception cref="AudienceExportConcurrencyException">The stored version is another, or the connection was removed.</exception>
    Task RemoveConnectionAsync(ConnectionId id, long version, AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Keeps an authentication that was begun; drops those that expired.</summary>
    /// <exception cref="AudienceExportConcurrencyException">The connection was removed.</exception>
    Task AddAuthenticationAsync(StoredAuthentication authentication, AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Takes an authentication out of the store; of several callers one gets it. Null if there is none; an expired one is returned too.</summary>
    Task<StoredAuthentication?> TakeAuthenticationAsync(ReadOnlyMemory<byte> stateHash, CancellationToken cancellationToken = default);

    /// <summary>Finds the tokens of a connection; null if it has none.</summary>
    Task<StoredToken?> FindTokenAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Marks, by the store's clock, that a refresh of this version of a token has begun.</summary>
    /// <returns>The token with its mark, or null if the stored version is another or there is none.</returns>
    Task<StoredToken?> TryMarkRefreshAsync(ConnectionId connection, long version, CancellationToken cancellationToken = default);

    /// <summary>Replaces the tokens after a refresh, provided that the stored version is still <see cref="StoredToken.Version"/>; raises the version and clears the mark.</summary>
    /// <returns>Whether they were replaced.</returns>
    Task<bool> TryReplaceTokenAsync(StoredToken token, CancellationToken cancellationToken = default);

    /// <summary>Adds an export.</summary>
    /// <exception cref="ExportConflictException">Another export writes to the audience, and one of the two is in mirror or replace mode. Two callers at once: at least one gets this.</exception>
    /// <exception cref="AudienceExportConcurrencyException">The connection was removed.</exception>
    Task AddExportAsync(StoredExport added, AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Finds an export; null if there is none.</summary>
    Task<StoredExport?> FindExportAsync(ExportId id, CancellationToken cancellationToken = default);

    /// <summary>Gets all exports, by name.</summary>
    Task<IReadOnlyList<StoredExport>> GetExportsAsync(CancellationToken cancellationToken = default);

    /// <summary>Updates exports, all or none, each with the audit record at its place.</summary>
    /// <returns>The exports with their new versions.</returns>
    /// <exception cref="ExportConflictException">As in <see cref="AddExportAsync"/>.</exception>
    /// <exception cref="AudienceExportConcurrencyException">A stored version is another, or an export or the connection of one was removed.</exception>
    Task<IReadOnlyList<StoredExport>> UpdateExportsAsync(IReadOnlyList<StoredExport> exports, IReadOnlyList<AuditRecord> audits, CancellationToken cancellationToken = default);

    /// <summary>Removes an export and its runs; those that observers are still to be told of stay until <see cref="PurgeAsync"/> finds that they were told.</summary>
    /// <exception cref="RunInProgressException">It has a run that has not ended.</exception>
    /// <exception cref="AudienceExportConcurrencyException">The stored version is another, or the export was removed.</exception>
    Task RemoveExportAsync(ExportId id, long version, AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Adds a run.</summary>
    /// <returns>Whether it was added: not if the export was removed, or has a run with the same <see cref="RunRecord.DueAt"/>.</returns>
    /// <exception cref="RunInProgressException">Its request says <see cref="WhenBusy.Refuse"/>, and the export has a run that has not ended. Of two such callers at once, one gets this.</exception>
    Task<bool> TryAddRunAsync(StoredRun run, AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Finds a run; null if there is none.</summary>
    Task<StoredRun?> FindRunAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Gets runs, the latest first.</summary>
    Task<Page<RunRecord>> GetRunsAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>Gets the latest run and the last success of each export that ever ran.</summary>
    Task<IReadOnlyList<LatestRuns>> GetLatestRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the runs that are queued or processing, in the order they were asked for.</summary>
    Task<IReadOnlyList<StoredRun>> GetOpenRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets runs that ended and of which not every observer was told, in the order they were asked for.</summary>
    Task<IReadOnlyList<StoredRun>> GetUnobservedRunsAsync(int take, CancellationToken cancellationToken = default);

    /// <summary>Updates a run.</summary>
    /// <param name="run">The run; <see cref="StoredRun.Version"/> is the version it was read with.</param>
    /// <param name="lease">The lease under which it is executed: the update is made only if it is held and has not expired. Null for an update by somebody else.</param>
    /// <param name="audit">What to put on record, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run with its new version; null if the stored version is another, the lease is not held, the run was removed, or the export has another run that is processing while this one is to become so.</returns>
    Task<StoredRun?> TryUpdateRunAsync(StoredRun run, StoredLease? lease = null, AuditRecord? audit = null, CancellationToken cancellationToken = default);

    /// <summary>Acquires a lease, unless somebody else holds it or held it until less than <paramref name="grace"/> ago. A lease that was released can be acquired at once, and so can one's own: its former fence is lost then.</summary>
    /// <returns>The lease with a new fence, or null.</returns>
    Task<StoredLease?> TryAcquireLeaseAsync(string name, string holder, TimeSpan duration, TimeSpan grace = default, CancellationToken cancellationToken = default);

    /// <summary>Extends a lease to <paramref name="duration"/> from now, provided its fence is the latest and it has not expired.</summary>
    /// <returns>The lease with its new end, or null if it is lost.</returns>
    Task<StoredLease?> TryRenewLeaseAsync(StoredLease lease, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease back; nothing happens if it is lost.</summary>
    Task ReleaseLeaseAsync(StoredLease lease, CancellationToken cancellationToken = default);

    /// <summary>Gets the leases whose names begin with a prefix and that have not been released, expired ones included.</summary>
    Task<IReadOnlyList<StoredLease>> GetLeasesAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Finds a setting; null if it was never written.</summary>
    Task<StoredSetting?> FindSettingAsync(string name, CancellationToken cancellationToken = default) => throw KeepsNo("settings");

    /// <summary>Writes a setting, provided that the stored version is the one given; 0 where there is none yet.</summary>
    /// <returns>The setting with its new version; null if the stored version is another.</returns>
    Task<StoredSetting?> TryUpdateSettingAsync(StoredSetting setting, AuditRecord? audit = null, CancellationToken cancellationToken = default) => throw KeepsNo("settings");

    /// <summary>Takes permits from rate budgets that all processes share, by <see cref="RateSlice.Take"/> on the store's clock; a budget that is not there is unspent.</summary>
    Task<RateSlice> TakeRateSliceAsync(IReadOnlyList<RateLimit> limits, int wanted, CancellationToken cancellationToken = default) => throw KeepsNo("rate budgets");

    /// <summary>Lets a rate budget give nothing for a time from now on the store's clock; a pause that lasts longer stays.</summary>
    Task PauseRateAsync(string name, TimeSpan time, CancellationToken cancellationToken = default) => throw KeepsNo("rate budgets");

    /// <summary>Adds an audit record that belongs to no other change.</summary>
    Task AddAuditAsync(AuditRecord audit, CancellationToken cancellationToken = default);

    /// <summary>Gets audit records, the latest first.</summary>
    Task<Page<AuditRecord>> GetAuditAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes runs that ended, and audit records, from before the times given. The latest run of each export, and its last successful one, stay; so do runs of which not every observer was told.
    /// Told runs of removed exports go, whatever their age; so do leases named <c>worker:…</c> that were released, as no worker ever takes another's name.
    /// </summary>
    /// <returns>How many runs and audit records were removed.</returns>
    Task<long> PurgeAsync(DateTimeOffset runsEndedBefore, DateTimeOffset auditBefore, CancellationToken cancellationToken = default);

    private NotSupportedException KeepsNo(string what) => new($"{GetType().Name} keeps no {what}; its author has to add the members for them.");
}
