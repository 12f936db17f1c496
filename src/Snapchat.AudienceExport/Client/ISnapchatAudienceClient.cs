namespace Snapchat.AudienceExport;

/// <summary>The audience part of Snapchat's Marketing API (https://developers.snap.com/api/marketing-api/Ads-API/customer-lists), one method per call.</summary>
/// <remarks>
/// Safe for use by several threads at once. Transient failures (network, 408, 429, 5xx) are retried until the deadline of the call; the access token is renewed as needed;
/// every attempt waits for its place in the rate budget. Each method throws <see cref="SnapchatApiException"/> when Snapchat refuses or the deadline passes, and
/// <see cref="ReauthenticationRequiredException"/> when the authentication was withdrawn.
/// </remarks>
public interface ISnapchatAudienceClient
{
    /// <summary>Gets the authenticated user.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The user.</returns>
    Task<SnapchatUser> GetCurrentUserAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the user's organizations with their ad accounts and the user's roles in both.</summary>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>The organizations.</returns>
    IAsyncEnumerable<SnapchatOrganization> GetOrganizationsAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets all audiences of an ad account, of every source type, page by page.</summary>
    /// <param name="adAccount">The ad account.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>The audiences.</returns>
    IAsyncEnumerable<SnapchatAudience> GetAudiencesAsync(AdAccountId adAccount, CancellationToken cancellationToken = default);

    /// <summary>Gets one audience.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The audience.</returns>
    Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default);

    /// <summary>Creates a customer list.</summary>
    /// <param name="audience">What to create.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The audience as created, with its ID.</returns>
    /// <remarks>Retried only where the request certainly had no effect (429, or no connection): Snapchat knows no idempotency key, and a repeat would make a second audience.</remarks>
    Task<SnapchatAudience> CreateAudienceAsync(NewAudience audience, CancellationToken cancellationToken = default);

    /// <summary>Changes name, description and retention of an audience.</summary>
    /// <param name="update">The change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The audience as changed.</returns>
    Task<SnapchatAudience> UpdateAudienceAsync(AudienceUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Deletes an audience.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when Snapchat acknowledged it.</returns>
    Task DeleteAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default);

    /// <summary>Adds people to an audience; those who are in it already stay.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="batch">Whom to add.</param>
    /// <param name="cancellationToken">Stops the call; Snapchat may have applied it all the same.</param>
    /// <returns>What Snapchat acknowledged. A number below what was sent is not an exception: compare.</returns>
    /// <exception cref="InvalidOperationException"><see cref="SnapchatAudienceExportOptions.AcceptDataUse"/> is not set.</exception>
    Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Removes people from an audience; those who are not in it do not matter. Possible without <see cref="SnapchatAudienceExportOptions.AcceptDataUse"/>, so that people can be taken out after it was withdrawn.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="batch">Whom to remove.</param>
    /// <param name="cancellationToken">Stops the call; Snapchat may have applied it all the same.</param>
    /// <returns>What Snapchat acknowledged. A number below what was sent is not an exception: compare.</returns>
    Task<UploadReceipt> RemoveUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Removes everybody from an audience. Snapchat does it later: poll the audience before adding again.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="cancellationToken">Stops the call; Snapchat may have applied it all the same.</param>
    /// <returns>A task that ends when Snapchat acknowledged it.</returns>
    Task RemoveAllUsersAsync(AudienceId audience, CancellationToken cancellationToken = default);
}
