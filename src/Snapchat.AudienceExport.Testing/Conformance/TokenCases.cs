using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Tokens: replaced by compare-and-set, with a mark while a refresh is under way.</summary>
internal static class TokenCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("A connection without tokens has none to find, mark or replace", NoneAsync),
        new("A refresh is marked by the store's clock, for the version that is stored", MarkAsync),
        new("A replacement raises the version and clears the mark", ReplaceAsync),
        new("A replacement of another version changes nothing", LateReplacementAsync),
        new("Of many replacements of one version, one succeeds", OneReplacementAsync),
        new("A replacement after the removal of the connection changes nothing", RemovedAsync),
    ];

    private static async Task NoneAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection();
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);

        Check.That(await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false) is null, "No token is found.");
        Check.That(await store.TryMarkRefreshAsync(connection.Id, 1, cancellationToken).ConfigureAwait(false) is null, "No token is marked.");
        Check.That(!await store.TryReplaceTokenAsync(StoreSamples.Token(connection.Id, 0), cancellationToken).ConfigureAwait(false), "No token is replaced.");
    }

    private static async Task MarkAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);

        DateTimeOffset before = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        StoredToken marked = Check.Found(await store.TryMarkRefreshAsync(connection.Id, 1, cancellationToken).ConfigureAwait(false), "The marked token");
        DateTimeOffset after = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);

        Check.Same(StoreSamples.Token(connection.Id, 1), marked with { RefreshBegunAt = null }, "The marked token without its mark");
        Check.That(
            marked.RefreshBegunAt is { } begun && begun > before.AddMilliseconds(-1) && begun < after.AddMilliseconds(1), $"The mark {marked.RefreshBegunAt:O} is a time between {before:O} and {after:O}.");
        Check.Same(marked, await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The stored token");
        Check.That(await store.TryMarkRefreshAsync(connection.Id, 2, cancellationToken).ConfigureAwait(false) is null, "Another version is not marked.");
    }

    private static async Task ReplaceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredToken marked = Check.Found(await store.TryMarkRefreshAsync(connection.Id, 1, cancellationToken).ConfigureAwait(false), "The marked token");

        StoredToken next = StoreSamples.Token(connection.Id, 1, seed: 2) with { RefreshBegunAt = marked.RefreshBegunAt };
        Check.That(await store.TryReplaceTokenAsync(next, cancellationToken).ConfigureAwait(false), "The token is replaced.");

        Check.Same(next with { Version = 2, RefreshBegunAt = null }, await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The stored token");
        Check.That(await store.TryReplaceTokenAsync(new StoredToken(connection.Id, 2, [5]), cancellationToken).ConfigureAwait(false), "The token is replaced by one without an access token.");
        Check.Same(new StoredToken(connection.Id, 3, [5]), await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The stored token without an access token");
    }

    private static async Task LateReplacementAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        StoredToken newer = StoreSamples.Token(connection.Id, 1, seed: 3);
        await store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.CompleteAuthentication), newer, cancellationToken).ConfigureAwait(false);

        Check.That(!await store.TryReplaceTokenAsync(StoreSamples.Token(connection.Id, 1, seed: 2), cancellationToken).ConfigureAwait(false), "An answer that comes after another authentication is not stored.");
        Check.Same(newer with { Version = 2 }, await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The stored token");
    }

    private static async Task OneReplacementAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);

        bool[] replaced = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(
            () => store.TryReplaceTokenAsync(StoreSamples.Token(connection.Id, 1, seed: (byte)(10 + number)), cancellationToken), cancellationToken))).ConfigureAwait(false);

        Check.Same(1, replaced.Count(static one => one), "The number of replacements");
        StoredToken stored = Check.Found(await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false), "The token");
        Check.Same(StoreSamples.Token(connection.Id, 2, seed: (byte)(10 + Array.IndexOf(replaced, true))), stored, "The stored token");
    }

    private static async Task RemovedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = await AddAsync(store, cancellationToken).ConfigureAwait(false);
        await store.RemoveConnectionAsync(connection.Id, connection.Version, StoreSamples.Audit(AuditAction.RemoveConnection), cancellationToken).ConfigureAwait(false);

        Check.That(!await store.TryReplaceTokenAsync(StoreSamples.Token(connection.Id, 1), cancellationToken).ConfigureAwait(false), "An answer that comes after the removal is not stored.");
        Check.That(await store.FindTokenAsync(connection.Id, cancellationToken).ConfigureAwait(false) is null, "The token stays away.");
    }

    private static async Task<StoredConnection> AddAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredConnection connection = StoreSamples.Connection();
        await store.AddConnectionAsync(connection, StoreSamples.Audit(AuditAction.CreateConnection), cancellationToken).ConfigureAwait(false);
        return await store.UpdateConnectionAsync(connection, StoreSamples.Audit(AuditAction.CompleteAuthentication), StoreSamples.Token(connection.Id), cancellationToken).ConfigureAwait(false);
    }
}
