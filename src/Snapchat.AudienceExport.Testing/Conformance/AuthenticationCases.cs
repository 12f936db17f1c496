using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Authentications that were begun: each can be completed once.</summary>
internal static class AuthenticationCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("An authentication is taken once", TakenOnceAsync),
        new("Of many who take an authentication at once, one gets it", TakenByOneAsync),
        new("An expired authentication is returned, unless another was added since", ExpiredAsync),
        new("No authentication is added for a connection that was removed", RemovedConnectionAsync),
    ];

    private static async Task TakenOnceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredConnection connection, DateTimeOffset now) = await PrepareAsync(store, cancellationToken).ConfigureAwait(false);
        StoredAuthentication one = StoreSamples.Authentication(connection.Id, now.AddMinutes(10)), other = StoreSamples.Authentication(connection.Id, now.AddMinutes(10));
        await store.AddAuthenticationAsync(one, StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken).ConfigureAwait(false);
        await store.AddAuthenticationAsync(other, StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken).ConfigureAwait(false);

        Check.That(await store.TakeAuthenticationAsync(new byte[32], cancellationToken).ConfigureAwait(false) is null, "There is none with a state that nobody used.");
        Check.Same(one, await store.TakeAuthenticationAsync(one.StateHash, cancellationToken).ConfigureAwait(false), "The authentication");
        Check.That(await store.TakeAuthenticationAsync(one.StateHash, cancellationToken).ConfigureAwait(false) is null, "It is gone after it was taken.");
        Check.Same(other, await store.TakeAuthenticationAsync(other.StateHash, cancellationToken).ConfigureAwait(false), "The other authentication");
    }

    private static async Task TakenByOneAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredConnection connection, DateTimeOffset now) = await PrepareAsync(store, cancellationToken).ConfigureAwait(false);
        StoredAuthentication begun = StoreSamples.Authentication(connection.Id, now.AddMinutes(10));
        await store.AddAuthenticationAsync(begun, StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken).ConfigureAwait(false);

        StoredAuthentication?[] taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.TakeAuthenticationAsync(begun.StateHash, cancellationToken), cancellationToken))).ConfigureAwait(false);

        Check.Same(1, taken.Count(static authentication => authentication is not null), "The number of those who got it");
    }

    private static async Task ExpiredAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredConnection connection, DateTimeOffset now) = await PrepareAsync(store, cancellationToken).ConfigureAwait(false);
        StoredAuthentication first = StoreSamples.Authentication(connection.Id, StoreSamples.At(0)), second = StoreSamples.Authentication(connection.Id, StoreSamples.At(1));
        await store.AddAuthenticationAsync(first, StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken).ConfigureAwait(false);
        await store.AddAuthenticationAsync(second, StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken).ConfigureAwait(false);

        Check.That(await store.TakeAuthenticationAsync(first.StateHash, cancellationToken).ConfigureAwait(false) is null, "An expired one is dropped when another is added.");
        Check.Same(second, await store.TakeAuthenticationAsync(second.StateHash, cancellationToken).ConfigureAwait(false), "The expired authentication that was added last");
    }

    private static async Task RemovedConnectionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        (StoredConnection connection, DateTimeOffset now) = await PrepareAsync(store, cancellationToken).ConfigureAwait(false);
        await store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<AudienceExportConcurrencyException>(
            () => store.AddAuthenticationAsync(StoreSamples.Authentication(connection.Id, now.AddMinutes(1)), StoreSamples.Audit(AuditAction.BeginAuthentication), cancellationToken),
            "An authentication of a removed connection").ConfigureAwait(false);
    }

    private static async Task<(StoredConnection Connection, DateTimeOffset Now)> PrepareAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection();
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        return (connection, new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
    }
}
