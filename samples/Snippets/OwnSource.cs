using System.Data;
using System.Data.Common;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace Snippets;

internal static class OwnSource
{
    public static ISegmentSource Query(DbDataSource database)
    {
        #region database-source
        // The same for SQL Server, Snowflake, PostgreSQL …: what differs is the DbDataSource, as in SqlClientFactory.Instance.CreateDataSource(connectionString).
        ISegmentSource source = SegmentSource.FromDbDataReader(async (request, cancellationToken) =>
        {
            DbConnection connection = await database.OpenConnectionAsync(cancellationToken);
            try
            {
                DbCommand command = connection.CreateCommand();
                command.CommandText = "SELECT email, phone FROM customers WHERE subscribed = 1";
                command.CommandTimeout = 600;

                // Disposing the reader closes the connection.
                return await command.ExecuteReaderAsync(CommandBehavior.CloseConnection, cancellationToken);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        });
        #endregion
        return source;
    }

    public static async Task CheckAsync(Func<ISegmentSource> create)
    {
        #region conformance
        foreach (ConformanceCase<ISegmentSource> rule in SegmentSourceConformance.Cases)
            await rule.RunAsync(create());
        #endregion
    }
}
