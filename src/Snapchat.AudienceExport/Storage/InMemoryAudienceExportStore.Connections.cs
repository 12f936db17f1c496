namespace Snapchat.AudienceExport.Storage;

internal sealed partial class InMemoryAudienceExportStore
{
    private readonly Dictionary<ConnectionId, StoredConnection> _connections = [];
    private readonly Dictionary<ConnectionId, StoredToken> _tokens = [];
    private readonly Dictionary<string, StoredAuthentication> _authentications = new(StringComparer.Ordinal);

    public Task AddConnectionAsync(StoredConnection connection, AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if (!_connections.TryAdd(connection.Id, connection))
                    throw StoreConflict.Changed("connection");
                _audit.Add(audit);
            },
            cancellationToken);

    public Task<StoredConnection?> FindConnectionAsync(ConnectionId id, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _connections.GetValueOrDefault(id), cancellationToken);

    public Task<IReadOnlyList<StoredConnection>> GetConnectionsAsync(CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<StoredConnection>>(
            () => [.. _connections.Values.OrderBy(static connection => connection.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(static connection => connection.Id.Value)],
            cancellationToken);

    public Task<StoredConnection> UpdateConnectionAsync(
        StoredConnection connection, AuditRecord audit, StoredToken? token = null, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                RequireConnection(connection.Id, connection.Version);
                StoredConnection updated = connection with { Version = connection.Version + 1 };
                _connections[connection.Id] = updated;
                if (token is not null)
                    _tokens[connection.Id] = token with { Connection = connection.Id, Version = VersionAfter(connection.Id), RefreshBegunAt = null };
                _audit.Add(audit);
                return updated;
            },
            cancellationToken);

    public Task RemoveConnectionAsync(ConnectionId id, long version, AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                RequireConnection(id, version);
                ExportReference[] dependents = [.. ExportsByName().Where(export => export.Definition.Connection == id).Select(static export => Reference(export))];
                if (dependents.Length > 0)
                    throw new ConnectionInUseException(dependents);
                _connections.Remove(id);
                _tokens.Remove(id);
                RemoveAuthentications(authentication => authentication.Connection == id);
                _audit.Add(audit);
            },
            cancellationToken);

    public Task AddAuthenticationAsync(StoredAuthentication authentication, AuditRecord audit, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if (!_connections.ContainsKey(authentication.Connection))
                    throw StoreConflict.ConnectionRemoved();
                DateTimeOffset now = timeProvider.GetUtcNow();
                RemoveAuthentications(other => other.ExpiresAt <= now);
                _authentications[Convert.ToHexString(authentication.StateHash)] = authentication;
                _audit.Add(audit);
            },
            cancellationToken);

    public Task<StoredAuthentication?> TakeAuthenticationAsync(ReadOnlyMemory<byte> stateHash, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _authentications.Remove(Convert.ToHexString(stateHash.Span), out StoredAuthentication? authentication) ? authentication : null, cancellationToken);

    public Task<StoredToken?> FindTokenAsync(ConnectionId connection, CancellationToken cancellationToken = default) =>
        TransactAsync(() => _tokens.GetValueOrDefault(connection), cancellationToken);

    public Task<StoredToken?> TryMarkRefreshAsync(ConnectionId connection, long version, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () => _tokens.TryGetValue(connection, out StoredToken? token) && token.Version == version
                ? _tokens[connection] = token with { RefreshBegunAt = timeProvider.GetUtcNow() }
                : null,
            cancellationToken);

    public Task<bool> TryReplaceTokenAsync(StoredToken token, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if (_tokens.GetValueOrDefault(token.Connection)?.Version != token.Version)
                    return false;
                _tokens[token.Connection] = token with { Version = token.Version + 1, RefreshBegunAt = null };
                return true;
            },
            cancellationToken);

    private void RequireConnection(ConnectionId id, long version)
    {
        if (_connections.GetValueOrDefault(id)?.Version != version)
            throw StoreConflict.Changed("connection");
    }

    private long VersionAfter(ConnectionId id) => (_tokens.GetValueOrDefault(id)?.Version ?? 0) + 1;

    private void RemoveAuthentications(Predicate<StoredAuthentication> which)
    {
        foreach ((string key, _) in _authentications.Where(pair => which(pair.Value)).ToArray())
            _authentications.Remove(key);
    }
}
