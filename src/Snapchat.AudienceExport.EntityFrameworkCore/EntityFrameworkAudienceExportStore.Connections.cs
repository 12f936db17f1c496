using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

internal sealed partial class EntityFrameworkAudienceExportStore
{
    public Task AddConnectionAsync(StoredConnection connection, AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(connection.Id)],
            async context =>
            {
                if (await context.Connections.AnyAsync(row => row.Id == connection.Id, cancellationToken).ConfigureAwait(false))
                    throw StoreConflict.Changed("connection");
                context.Connections.Add(ConnectionRow.Of(connection));
                context.Audit.Add(AuditRow.Of(audit));
                return true;
            },
            cancellationToken);

    public Task<StoredConnection?> FindConnectionAsync(ConnectionId id, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context => (await context.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false))?.ToStored(),
            cancellationToken);

    // Sorted here, because databases have their own ideas of case.
    public Task<IReadOnlyList<StoredConnection>> GetConnectionsAsync(CancellationToken cancellationToken = default) =>
        session.ReadAsync<IReadOnlyList<StoredConnection>>(
            async context =>
            {
                List<ConnectionRow> rows = await context.Connections.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
                return [.. rows.OrderBy(static row => row.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(static row => row.Id.Value).Select(static row => row.ToStored())];
            },
            cancellationToken);

    public Task<StoredConnection> UpdateConnectionAsync(
        StoredConnection connection, AuditRecord audit, StoredToken? token = null, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(connection.Id)],
            async context =>
            {
                ConnectionRow row = await GetConnectionAsync(context, connection.Id, connection.Version, cancellationToken).ConfigureAwait(false);
                StoredConnection updated = connection with { Version = connection.Version + 1 };
                row.Set(updated);
                if (token is not null)
                {
                    TokenRow? stored = await context.Tokens.FindAsync([connection.Id], cancellationToken).ConfigureAwait(false);
                    stored ??= context.Tokens.Add(new TokenRow { Connection = connection.Id }).Entity;
                    stored.Replace(token);
                }

                context.Audit.Add(AuditRow.Of(audit));
                return updated;
            },
            cancellationToken);

    public Task RemoveConnectionAsync(ConnectionId id, long version, AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(id)],
            async context =>
            {
                ConnectionRow row = await GetConnectionAsync(context, id, version, cancellationToken).ConfigureAwait(false);
                List<ExportRow> dependents = await context.Exports.AsNoTracking().Where(export => export.Connection == id).ToListAsync(cancellationToken).ConfigureAwait(false);
                if (dependents.Count > 0)
                    throw new ConnectionInUseException([.. ByName(dependents).Select(Reference)]);

                // Tokens and authentications go with it, by their foreign keys.
                context.Connections.Remove(row);
                context.Audit.Add(AuditRow.Of(audit));
                return true;
            },
            cancellationToken);

    private static async Task<ConnectionRow> GetConnectionAsync(AudienceExportDbContext context, ConnectionId id, long version, CancellationToken cancellationToken) =>
        await context.Connections.SingleOrDefaultAsync(row => row.Id == id && row.Version == version, cancellationToken).ConfigureAwait(false)
            ?? throw StoreConflict.Changed("connection");
}
