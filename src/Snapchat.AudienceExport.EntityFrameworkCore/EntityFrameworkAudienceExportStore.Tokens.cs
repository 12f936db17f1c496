using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

internal sealed partial class EntityFrameworkAudienceExportStore
{
    public Task AddAuthenticationAsync(StoredAuthentication authentication, AuditRecord audit, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(authentication.Connection)],
            async context =>
            {
                if (!await context.Connections.AnyAsync(row => row.Id == authentication.Connection, cancellationToken).ConfigureAwait(false))
                    throw StoreConflict.ConnectionRemoved();
                DateTimeOffset now = await session.GetTimeAsync(context, cancellationToken).ConfigureAwait(false);
                await context.Authentications.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                context.Authentications.Add(new AuthenticationRow
                {
                    StateHash = authentication.StateHash,
                    Connection = authentication.Connection,
                    ActorId = authentication.ActorId,
                    ExpiresAt = authentication.ExpiresAt,
                });
                context.Audit.Add(AuditRow.Of(audit));
                return true;
            },
            cancellationToken);

    public Task<StoredAuthentication?> TakeAuthenticationAsync(ReadOnlyMemory<byte> stateHash, CancellationToken cancellationToken = default)
    {
        byte[] key = stateHash.ToArray();
        return session.WriteAsync(
            NoLocks,
            async context =>
            {
                AuthenticationRow? row = await context.Authentications.AsNoTracking().SingleOrDefaultAsync(row => row.StateHash == key, cancellationToken).ConfigureAwait(false);

                // Several may have found it; who deletes it has it.
                return row is not null && await context.Authentications.Where(row => row.StateHash == key).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 1
                    ? row.ToStored()
                    : null;
            },
            cancellationToken);
    }

    public Task<StoredToken?> FindTokenAsync(ConnectionId connection, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context => (await context.Tokens.AsNoTracking().SingleOrDefaultAsync(row => row.Connection == connection, cancellationToken).ConfigureAwait(false))?.ToStored(),
            cancellationToken);

    public Task<StoredToken?> TryMarkRefreshAsync(ConnectionId connection, long version, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(connection)],
            async context =>
            {
                if (await FindTokenAsync(context, connection, version, cancellationToken).ConfigureAwait(false) is not { } row)
                    return null;
                row.RefreshBegunAt = await session.GetTimeAsync(context, cancellationToken).ConfigureAwait(false);
                return row.ToStored();
            },
            cancellationToken);

    public Task<bool> TryReplaceTokenAsync(StoredToken token, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            [LockOf(token.Connection)],
            async context =>
            {
                TokenRow? row = await FindTokenAsync(context, token.Connection, token.Version, cancellationToken).ConfigureAwait(false);
                row?.Replace(token);
                return row is not null;
            },
            cancellationToken);

    private static Task<TokenRow?> FindTokenAsync(AudienceExportDbContext context, ConnectionId connection, long version, CancellationToken cancellationToken) =>
        context.Tokens.SingleOrDefaultAsync(row => row.Connection == connection && row.Version == version, cancellationToken);
}
