using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Many callers at once, as the threads and processes of a cluster are.</summary>
internal static class ConcurrentCallerCases
{
    private const int Callers = 8;
    private const int Rounds = 5;

    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("Of many updates of one version of a connection, one is made, and no change is lost", NoLostUpdateAsync),
        new("Many callers work on different things at once without failing", DifferentThingsAsync),
        new("A connection is not removed while an export is put on it", RemovalAgainstUseAsync),
        new("A canceled call throws and changes nothing", CanceledAsync),
    ];

    private static async Task NoLostUpdateAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(AddOneForEachRoundAsync, cancellationToken))).ConfigureAwait(false);

        StoredConnection stored = Check.Found(await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The connection");
        Check.Same((Callers * Rounds, (Callers * Rounds) + 1L), (stored.DisplayName.Length, stored.Version), "The number of changes, and the version");
        Page<AuditRecord> audit = await store.GetAuditAsync(new AuditQuery { Action = AuditAction.RenameConnection }, cancellationToken).ConfigureAwait(false);
        Check.Same((long)Callers * Rounds, audit.Total, "The number of audit records");

        async Task AddOneForEachRoundAsync()
        {
            for (int done = 0; done < Rounds;)
            {
                StoredConnection read = Check.Found(await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The connection");
                try
                {
                    await store.UpdateConnectionAsync(read with { DisplayName = read.DisplayName + "x" }, StoreSamples.Audit(AuditAction.RenameConnection), cancellationToken: cancellationToken).ConfigureAwait(false);
                    done++;
                }
                catch (AudienceExportConcurrencyException)
                {
                    // Somebody else was faster: read it again.
                }
            }
        }
    }

    private static async Task DifferentThingsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => WorkAsync(caller), cancellationToken))).ConfigureAwait(false);

        Check.Same((long)Callers * Rounds, (await store.GetRunsAsync(new RunQuery { Status = ExportStatus.Successful }, cancellationToken).ConfigureAwait(false)).Total, "The number of successful runs");

        async Task WorkAsync(int caller)
        {
            StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
            StoredExport export = StoreSamples.Export(connection: connection.Id);
            await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);
            for (int round = 0; round < Rounds; round++)
            {
                StoredRun run = StoreSamples.Run(export, round);
                await store.TryAddRunAsync(run, StoreSamples.Audit(AuditAction.StartRun), cancellationToken).ConfigureAwait(false);
                StoredLease lease = Check.Found(await store.TryAcquireLeaseAsync($"audience:{caller}", "worker", TimeSpan.FromHours(1), cancellationToken: cancellationToken).ConfigureAwait(false), "The lease");
                run = Check.Found(await store.TryUpdateRunAsync(run.In(ExportStatus.Processing), lease, cancellationToken: cancellationToken).ConfigureAwait(false), "The started run");
                Check.Found(await store.TryUpdateRunAsync(run.In(ExportStatus.Successful, round), lease, StoreSamples.Audit(AuditAction.EndRun), cancellationToken).ConfigureAwait(false), "The ended run");
                await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false);
                await store.ReleaseLeaseAsync(lease, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task RemovalAgainstUseAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < Rounds; round++)
        {
            StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
            StoredExport export = StoreSamples.Export(connection: connection.Id);

            bool[] done = await Task.WhenAll(
                Task.Run(() => SucceedsAsync(() => store.RemoveConnectionAsync(connection.Id, 1, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken)), cancellationToken),
                Task.Run(() => SucceedsAsync(() => store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken)), cancellationToken)).ConfigureAwait(false);

            Check.Same(1, done.Count(static one => one), "The number of successes of a removal and a use");
        }
    }

    private static async Task CanceledAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync().ConfigureAwait(false);

        await Check.ThrowsAsync<OperationCanceledException>(
            () => store.AddConnectionAsync(StoreSamples.Connection(), StoreSamples.Audit(AuditAction.CreateConnection), canceled.Token), "A canceled call").ConfigureAwait(false);

        Check.Same(0, (await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false)).Count, "The number of connections");
    }

    private static async Task<bool> SucceedsAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return true;
        }
        catch (AudienceExportException exception) when (exception is AudienceExportConcurrencyException or ConnectionInUseException)
        {
            return false;
        }
    }

    private static async Task<StoredConnection> AddAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection("");
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        return connection;
    }
}
