namespace Snapchat.AudienceExport.Storage;

/// <summary>Keeps everything in memory, for as long as the process lives. One lock makes each method a transaction; <see cref="TimeProvider"/> is its clock.</summary>
internal sealed partial class InMemoryAudienceExportStore(TimeProvider timeProvider) : IAudienceExportStore
{
    private readonly Lock _lock = new();
    private readonly List<AuditRecord> _audit = [];

    public ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<DateTimeOffset>(cancellationToken) : ValueTask.FromResult(timeProvider.GetUtcNow());

    public Task AddAuditAsync(AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _audit.Add(audit), cancellationToken);

    public Task<Page<AuditRecord>> GetAuditAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        TransactAsync(() => PageOf(Enumerable.Reverse(_audit).Where(record => Matches(record, query)), query.Skip, query.Take), cancellationToken);

    public Task<long> PurgeAsync(DateTimeOffset runsEndedBefore, DateTimeOffset auditBefore, CancellationToken cancellationToken = default) =>
        TransactAsync<long>(
            () =>
            {
                ForgetWorkers();
                return PurgeRuns(runsEndedBefore) + _audit.RemoveAll(record => record.At < auditBefore);
            },
            cancellationToken);

    private static bool Matches(AuditRecord record, AuditQuery query) =>
        (query.SubjectId is null || string.Equals(query.SubjectId, record.Subject?.Id, StringComparison.Ordinal))
        && (query.ActorId is null || string.Equals(query.ActorId, record.Actor.Id, StringComparison.Ordinal))
        && (query.Action is null || query.Action == record.Action);

    private static Page<T> PageOf<T>(IEnumerable<T> items, int skip, int take)
    {
        T[] all = [.. items];
        return new Page<T>([.. all.Skip(skip).Take(take)], all.Length);
    }

    /// <summary>Runs an act under the lock. An act checks everything before its first change.</summary>
    private Task<T> TransactAsync<T>(Func<T> act, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        try
        {
            lock (_lock)
                return Task.FromResult(act());
        }
        catch (AudienceExportException exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    private Task<bool> TransactAsync(Action act, CancellationToken cancellationToken) =>
        TransactAsync(
            () =>
            {
                act();
                return true;
            },
            cancellationToken);
}
