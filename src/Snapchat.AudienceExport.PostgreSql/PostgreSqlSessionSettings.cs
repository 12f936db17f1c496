using Npgsql;

namespace Snapchat.AudienceExport.PostgreSql;

/// <summary>What has to hold in every session, whatever the server's own settings.</summary>
internal static class PostgreSqlSessionSettings
{
    // What is committed survives a loss of power. A process that stands still in mid-transaction loses its locks after ten seconds,
    // so that others are held up for less than a lease lasts.
    // Where a host asks for more, as for remote_apply, its own options come last and win.
    private const string Settings = "-c synchronous_commit=on -c idle_in_transaction_session_timeout=10000 -c default_transaction_isolation=read\\ committed";

    public static string Apply(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{Settings} {builder.Options}".TrimEnd();
        return builder.ConnectionString;
    }
}
