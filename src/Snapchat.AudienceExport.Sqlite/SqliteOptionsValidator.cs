using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Sqlite;

internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteAudienceExportOptions>
{
    private static readonly TimeSpan MinBusyTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxBusyTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, SqliteAudienceExportOptions options)
    {
        List<string> problems = [];
        if (!NamesFile(options.ConnectionString))
            problems.Add("The connection string of the SQLite store has to name a file, as in \"Data Source=audience-export.db\"; for a store in memory call UseInMemoryStore.");
        if (options.BusyTimeout < MinBusyTimeout || options.BusyTimeout > MaxBusyTimeout)
            problems.Add($"BusyTimeout is {options.BusyTimeout} and has to be between {MinBusyTimeout} and {MaxBusyTimeout}.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static bool NamesFile(string connectionString)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            return builder.DataSource.Length > 0
                && builder.Mode is not (SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly)
                && !builder.DataSource.StartsWith(':')
                && !builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
