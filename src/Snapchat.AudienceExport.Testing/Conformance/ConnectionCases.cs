using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Connections: versions, order, removal.</summary>
internal static class ConnectionCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("A connection is found as it was added", FoundAsAddedAsync),
        new("Connections are listed by name, whatever its case", ListedByNameAsync),
        new("An update raises the version", UpdateRaisesVersionAsync),
        new("An update of another version of a connection is refused and leaves nothing behind, not even its audit record", OldVersionAsync),
        new("A connection that was removed cannot be updated or removed", RemovedAsync),
        new("An update with tokens replaces them", UpdateWithTokenAsync),
        new("Removing a connection removes its tokens and its authentications", RemoveWithDependentsAsync),
        new("A connection that exports use is not removed, and they are named", InUseAsync),
    ];

    private static async Task FoundAsAddedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.FullConnection(), bare = StoreSamples.Connection("");
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        await store.AddConnectionAsync(bare, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);

        Check.Same(connection, await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The connection");
        Check.Same(bare, await store.FindConnectionAsync(bare.Id, cancellationToken).ConfigureAwait(false), "The connection without anything");
        Check.That(await store.FindConnectionAsync(ConnectionId.New(TimeProvider.System), cancellationToken).ConfigureAwait(false) is null, "There is no connection with an ID that nobody used.");
        Check.Same(2L, (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of audit records");
    }

    private static async Task ListedByNameAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        foreach (string name in (string[])["beta", "Alpha", "Gamma", "alpine"])
            await store.AddConnectionAsync(StoreSamples.Connection(name), StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);

        IReadOnlyList<StoredConnection> connections = await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false);

        Check.Same((string[])["Alpha", "alpine", "beta", "Gamma"], [.. connections.Select(static connection => connection.DisplayName)], "The order");
    }

    private static async Task UpdateRaisesVersionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredConnection changed = StoreSamples.FullConnection() with { Id = connection.Id, Version = connection.Version };

        StoredConnection updated = await store.UpdateConnectionAsync(changed, StoreSamples.Audit(AuditAction.RenameConnection), cancellationToken: cancellationToken).ConfigureAwait(false);

        Check.Same(changed with { Version = 2 }, updated, "What the update returned");
        Check.Same(updated, await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "What is stored");
        StoredConnection emptied = StoreSamples.Connection() with { Id = connection.Id, Version = 2 };
        await store.UpdateConnectionAsync(emptied, StoreSamples.Audit(AuditAction.WithdrawConsent), cancellationToken: cancellationToken).ConfigureAwait(false);
        Check.Same(emptied with { Version = 3 }, await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "What is stored after everything was taken away");
    }

    private static async Task OldVersionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredConnection updated = await store.UpdateConnectionAsync(connection with { DisplayName = "First" }, StoreSamples.Audit(AuditAction.RenameConnection), cancellationToken: cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.UpdateConnectionAsync(connection with { DisplayName = "Second" }, StoreSamples.Audit(AuditAction.ShareConnection), StoreSamples.Token(connection.Id), cancellationToken),
            "An update of an old version").ConfigureAwait(false);
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken),
            "A removal of an old version").ConfigureAwait(false);

        Check.Same(updated, await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The connection");
        Check.That(await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false) is null, "A refused update stores no token.");
        Page<AuditRecord> audit = await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false);
        Check.Same((AuditAction[])[AuditAction.RenameConnection, AuditAction.CreateConnection], [.. audit.Items.Select(static record => record.Action)], "The audit log");
    }

    private static async Task RemovedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        await store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken).ConfigureAwait(false);

        Check.That(await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false) is null, "A connection that was removed is not found.");
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.RenameConnection), cancellationToken: cancellationToken), "An update after the removal").ConfigureAwait(false);
        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken), "A second removal").ConfigureAwait(false);
    }

    private static async Task UpdateWithTokenAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredToken token = StoreSamples.Token(connection.Id, version: 40);
        connection = await store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.CompleteAuthentication), token, cancellationToken).ConfigureAwait(false);
        Check.Same(token with { Version = 1 }, await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The first token");
        await store.TryMarkRefreshAsync(connection.Id, 1, cancellationToken).ConfigureAwait(false);

        token = new StoredToken(connection.Id, 1, [9]);
        connection = await store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.ImportRefreshToken), token, cancellationToken).ConfigureAwait(false);
        Check.Same(token with { Version = 2 }, await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The second token");

        await store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.RenameConnection), cancellationToken: cancellationToken).ConfigureAwait(false);
        Check.Same(token with { Version = 2 }, await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The token after an update without one");
    }

    private static async Task RemoveWithDependentsAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        connection = await store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.CompleteAuthentication), StoreSamples.Token(connection.Id), cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        StoredAuthentication begun = StoreSamples.Authentication(connection.Id, now.AddMinutes(10));
        await store.AddAuthenticationAsync(begun, StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken).ConfigureAwait(false);

        await store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken).ConfigureAwait(false);

        Check.That(await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false) is null, "The tokens of a removed connection are gone.");
        Check.That(await store.TakeAuthenticationAsync(begun.StateHash, cancellationToken).ConfigureAwait(false) is null, "The authentications of a removed connection are gone.");
    }

    private static async Task InUseAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredExport export = StoreSamples.Export(connection: connection.Id, name: "Users of it");
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);

        ConnectionInUseException refusal = await Check.ThrowsAsync<ConnectionInUseException>(
            () => store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken), "Removing a used connection").ConfigureAwait(false);
        Check.Same((ExportReference[])[new ExportReference(export.Id, "Users of it")], [.. refusal.Dependents], "The dependents");
        Check.Same(connection, await store.FindConnectionAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The connection");

        StoredExport detached = export with { Definition = export.Definition with { Connection = null } };
        await store.UpdateExportsAsync([detached], [StoreSamples.Audit(AuditAction.DetachExport)], cancellationToken).ConfigureAwait(false);
        await store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken).ConfigureAwait(false);
        Check.Same(detached with { Version = 2 }, await store.FindExportAsync(export.Id, cancellationToken).ConfigureAwait(false), "The detached export after the removal");
    }

    private static async Task<StoredConnection> AddAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection();
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        return connection;
    }
}
