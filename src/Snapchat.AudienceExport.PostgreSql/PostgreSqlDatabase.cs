using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.PostgreSql;

/// <summary>PostgreSQL: the clock of the server, and advisory locks that end with their transaction.</summary>
internal sealed class PostgreSqlDatabase : AudienceExportDatabase
{
    private const string IdleInTransactionTimeout = "25P03";

    public override bool IsShared => true;

    public override async ValueTask<DateTimeOffset> GetTimeAsync(DbContext context, CancellationToken cancellationToken) =>
        new(await context.Database.SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken).ConfigureAwait(false));

    public override Task LockAsync(DbContext context, string[] names, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('audience_export ' || name, 0)) FROM unnest({names}) AS name", cancellationToken);

    public override bool MayRepeat(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    // Npgsql does not count a session that the server ended or a query that it canceled. Whatever did not come from the server came from the connection to it.
    public override bool IsTransient(DbException exception) => exception is not PostgresException refusal || refusal.IsTransient || refusal.SqlState
        is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        or IdleInTransactionTimeout or PostgresErrorCodes.QueryCanceled;

    public override string Describe(DbException exception) => (exception as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable => "The PostgreSQL store has no tables yet; call MigrateAudienceExportStoreAsync, or set ApplyMigrationsAtStart and start the host.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "PostgreSQL refused the user or password of the store; check the connection string.",
        PostgresErrorCodes.InvalidCatalogName => "The database of the PostgreSQL store does not exist; create it, or check the connection string.",
        PostgresErrorCodes.InsufficientPrivilege => "The user of the PostgreSQL store may not do this; grant it the rights to its tables.",
        PostgresErrorCodes.TooManyConnections => "PostgreSQL accepts no more connections; lower the pool size of the store, or raise max_connections.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            "PostgreSQL is stopping or starting; a change that was under way may have been made or not. Repeat when it runs.",
        IdleInTransactionTimeout => "PostgreSQL ended a transaction of this process, which had stood still for too long; nothing was changed. Repeat, and look at the load of this machine.",
        { } state => $"PostgreSQL refused what the store asked for (SQL state {state}); see the inner exception.",
        null when exception.InnerException is TimeoutException =>
            "PostgreSQL did not answer in time, or a transaction of another process did not end in time; a change that was under way may have been made or not. Look for long transactions, check the server and the network, and repeat.",
        null => "PostgreSQL cannot be reached, or the connection broke; a change that was under way may have been made or not. Check the server and the network, and repeat.",
    };
}
