using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Sqlite;

/// <summary>SQLite has one writer at a time: the transaction itself is the lock, and the clock of the machine is the one that all processes share.</summary>
internal sealed class SqliteDatabase(TimeProvider timeProvider) : AudienceExportDatabase, IDisposable
{
    // SQLite waits on a thread; within a process writers wait here, on none.
    private readonly SemaphoreSlim _writer = new(1);

    public override ValueTask<DateTimeOffset> GetTimeAsync(DbContext context, CancellationToken cancellationToken) => ValueTask.FromResult(timeProvider.GetUtcNow());

    public override async ValueTask<IDisposable?> EnterAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(_writer);
    }

    public override Task LockAsync(DbContext context, string[] names, CancellationToken cancellationToken) => Task.CompletedTask;

    public override bool MayRepeat(DbException exception) => false;

    // Busy or locked. The provider calls nothing transient.
    public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 };

    public override string Describe(DbException exception) => (exception as SqliteException)?.SqliteErrorCode switch
    {
        1 when exception.Message.Contains("no such table", StringComparison.Ordinal) =>
            "The SQLite store has no tables yet; call MigrateAudienceExportStoreAsync, or set ApplyMigrationsAtStart and start the host.",
        5 or 6 => "The SQLite store was busy for longer than BusyTimeout; look for a process that keeps a transaction open.",
        8 => "The SQLite store cannot be written; give this process the right to write to the database's file and folder.",
        11 or 26 => "The file of the SQLite store is damaged or no SQLite database; restore it from a backup.",
        13 => "The disk of the SQLite store is full; make room and repeat.",
        14 => "The file of the SQLite store cannot be opened; check its path and the rights of this process.",
        { } code => $"The SQLite store failed (SQLite error {code}); see the inner exception.",
        null => "The SQLite store failed; see the inner exception.",
    };

    /// <summary>A process that was killed in mid-migration leaves Entity Framework's lock behind, which others would wait for without end. No migration of ours takes a minute.</summary>
    public override async Task PrepareMigrationAsync(DbContext context, CancellationToken cancellationToken)
    {
        bool isThere = await context.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken).ConfigureAwait(false) > 0;
        if (isThere)
            await context.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < datetime('now', '-1 minute')", cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _writer.Dispose();

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
