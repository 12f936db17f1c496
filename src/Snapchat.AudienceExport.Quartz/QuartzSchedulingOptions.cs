using System.Data.Common;
using Quartz;

namespace Snapchat.AudienceExport;

/// <summary>Where Quartz.NET keeps its triggers, and so whether one process follows the schedule or several together.</summary>
public sealed class QuartzSchedulingOptions
{
    /// <summary>Gets how often changes of schedules are looked for in the store, whichever process made them. A schedule that is due sooner is found late, and not lost.</summary>
    internal static TimeSpan SyncInterval { get; } = TimeSpan.FromSeconds(15);

    internal bool IsCluster { get; private set; }

    internal Action<IQuartzBuilder> Configure { get; private set; } = static quartz => quartz.UseInMemoryStore();

    /// <summary>Keeps triggers in memory: for one process. What was due while it did not run is found in the store of exports when it starts. This is the default.</summary>
    public void UseInMemory() => (IsCluster, Configure) = (false, static quartz => quartz.UseInMemoryStore());

    /// <summary>Keeps triggers in a SQLite file: for one process. The tables are made when the host starts.</summary>
    /// <param name="connectionString">The connection string, as in <c>Data Source=schedule.db</c>; the host needs Microsoft.Data.Sqlite, which the SQLite store brings.</param>
    public void UseSqlite(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        (IsCluster, Configure) = (false, quartz => quartz.UsePersistentStore(store => store.ProvisionSchema().UseSqlite(connectionString)));
    }

    /// <summary>
    /// Keeps triggers in PostgreSQL: for any number of processes on any number of machines, each due time on one of them. The tables are made when the first host starts.
    /// All of them have to share the store of exports, that of memberships and the key ring, and their clocks have to agree with the database's to a second; a host where that is not so does not start.
    /// </summary>
    /// <param name="connectionString">The connection string, in the form of Npgsql, which the PostgreSQL store brings; the database of that store is a good place.</param>
    public void UsePostgreSql(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        string settings = WithoutLongLocks(connectionString);
        (IsCluster, Configure) = (true, quartz => quartz.UsePersistentStore(store => store.ProvisionSchema().UsePostgres(settings).UseClustering()));
    }

    // A process that stands still in mid-transaction must not keep Quartz's locks from all others; options of the host's own come last and win.
    private static string WithoutLongLocks(string connectionString)
    {
        var builder = new DbConnectionStringBuilder { ConnectionString = connectionString };
        object? own = builder.TryGetValue("Options", out object? options) ? options : null;
        builder["Options"] = $"-c idle_in_transaction_session_timeout=10000 {own}".TrimEnd();
        return builder.ConnectionString;
    }
}
