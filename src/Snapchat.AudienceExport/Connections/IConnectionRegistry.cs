using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>The connections to Snapchat: who set them up, who may use them, and what they may be used for.</summary>
/// <remarks>
/// A connection is set up as a draft, in any order: name, access, consent, authentication with Snapchat, export user; <see cref="SaveAsync"/> makes it usable.
/// Only administrators may call these methods, <see cref="GetChoicesAsync"/> and <see cref="OpenClientAsync"/> excepted. Every act, refused ones included, is in the <see cref="IAuditLog"/>.
/// </remarks>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user may not do this.</exception>
/// <exception cref="AudienceExportNotFoundException">Thrown by every method that names a connection if there is none with the ID.</exception>
public interface IConnectionRegistry
{
    /// <summary>Begins a connection.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="displayName">Its name: up to 200 characters; null to name it later.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="AudienceExportValidationException">The name is too long.</exception>
    Task<Connection> CreateDraftAsync(ClaimsPrincipal user, string? displayName = null, CancellationToken cancellationToken = default);

    /// <summary>Renames a connection.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="version">The version the change is made from.</param>
    /// <param name="displayName">Its new name: 1 to 200 characters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">The name is blank or too long.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    Task<Connection> RenameAsync(ClaimsPrincipal user, ConnectionId id, long version, string displayName, CancellationToken cancellationToken = default);

    /// <summary>Says who may use a connection. Exports of people who may no longer use it stay, and go on running on schedule.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="version">The version the change is made from.</param>
    /// <param name="access">Who may use it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">A user has no ID.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    Task<Connection> ShareAsync(ClaimsPrincipal user, ConnectionId id, long version, ConnectionAccess access, CancellationToken cancellationToken = default);

    /// <summary>Gets the wording to agree to now, and the next one if it is known already.</summary>
    /// <returns>The current statement, and the one that will follow it or null.</returns>
    (ConsentStatement Current, ConsentStatement? Upcoming) GetConsentStatements();

    /// <summary>Agrees to the wording. The consent holds for the Snapchat account the connection is authenticated with, or will be first.</summary>
    /// <param name="user">Who agrees.</param>
    /// <param name="id">The connection.</param>
    /// <param name="statementVersion">The version of the wording that the person has read; it must be the current or the upcoming one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">The version is neither the current nor the upcoming one.</exception>
    /// <exception cref="AudienceExportConcurrencyException">The connection was authenticated again meanwhile, and leads to another Snapchat account or to one not known yet.</exception>
    Task<Connection> GiveConsentAsync(ClaimsPrincipal user, ConnectionId id, string statementVersion, CancellationToken cancellationToken = default);

    /// <summary>Takes the consent back. Uploads under way stop within seconds on every machine; people can still be taken out of audiences.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">Stops waiting; the consent is withdrawn all the same.</param>
    /// <returns>The connection, once every worker has stopped uploading through it, or cannot go on.</returns>
    Task<Connection> WithdrawConsentAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Begins the authentication with Snapchat, the first or a later one.</summary>
    /// <param name="user">Who acts; the same person has to complete it.</param>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The address at Snapchat to send the person's browser to; valid for 10 minutes and one authentication.</returns>
    /// <exception cref="AudienceExportValidationException">The options lack client ID, client secret or redirect address.</exception>
    Task<Uri> BeginAuthenticationAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Completes an authentication with what Snapchat's page handed to the redirect address.</summary>
    /// <param name="user">Who acts; the person who began it.</param>
    /// <param name="state">The <c>state</c> of the redirect.</param>
    /// <param name="code">The <c>code</c> of the redirect; null if Snapchat's page gave none, as when the person declined.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards. Another Snapchat account than before takes the consent away.</returns>
    /// <exception cref="AudienceExportValidationException">The state is unknown, used, older than 10 minutes or another person's, or there is no code; begin again.</exception>
    /// <exception cref="SnapchatApiException">Snapchat refused the code, or could not be reached.</exception>
    Task<Connection> CompleteAuthenticationAsync(ClaimsPrincipal user, string state, string? code, CancellationToken cancellationToken = default);

    /// <summary>Authenticates with a refresh token that was obtained elsewhere, for servers without a browser.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="refreshToken">The refresh token; it is tried at once.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards. Another Snapchat account than before takes the consent away.</returns>
    /// <exception cref="AudienceExportValidationException">The options lack client ID or client secret.</exception>
    /// <exception cref="ReauthenticationRequiredException">Snapchat does not accept the token.</exception>
    /// <exception cref="SnapchatApiException">
    /// Snapchat could not be reached. If it had given tokens by then they are kept, and <see cref="TestAsync"/> makes the connection usable once it succeeds; the same holds for <see cref="CompleteAuthenticationAsync"/>.
    /// </exception>
    Task<Connection> ImportRefreshTokenAsync(ClaimsPrincipal user, ConnectionId id, SnapchatSecret refreshToken, CancellationToken cancellationToken = default);

    /// <summary>Makes the acting person the export user: the identity under which profiles are read.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards.</returns>
    Task<Connection> AddExportUserAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Asks Snapchat what the connection reaches. A connection whose authentication turns out to work is usable again.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The Snapchat user, and the organizations and ad accounts reached.</returns>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the authentication.</exception>
    /// <exception cref="SnapchatApiException">Snapchat refused, or could not be reached.</exception>
    Task<ConnectionTest> TestAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Completes the set-up: from now on exports may use the connection.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="version">The version that is saved.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">Something is missing; everything that is missing is named.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    Task<Connection> SaveAsync(ClaimsPrincipal user, ConnectionId id, long version, CancellationToken cancellationToken = default);

    /// <summary>Gets all connections, drafts included, by name.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connections.</returns>
    Task<IReadOnlyList<Connection>> GetConnectionsAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Gets one connection.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connection.</returns>
    Task<Connection> GetConnectionAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Gets the connections that the acting person may use in an export: for administrators all saved ones, for contributors those shared with them.</summary>
    /// <param name="user">Who acts: an administrator or contributor.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The connections by type; a type of which the person may use none is absent.</returns>
    Task<ILookup<ConnectionType, ConnectionChoice>> GetChoicesAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Makes a client to look at audiences and manage them through a connection. It uploads nothing: uploads go through a run.</summary>
    /// <param name="user">Who acts: somebody who may use the connection.</param>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The client; its calls that add or remove users throw <see cref="NotSupportedException"/>. Whether the person may create an audience is looked at in each call;
    /// changing and deleting audiences is for administrators, since the connection also reaches those of other people's exports.
    /// </returns>
    Task<ISnapchatAudienceClient> OpenClientAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default);

    /// <summary>Removes a connection and erases its tokens. Audiences stay as they are.</summary>
    /// <param name="user">Who acts.</param>
    /// <param name="id">The connection.</param>
    /// <param name="version">The version that is removed.</param>
    /// <param name="cancellationToken">Stops the call, or the waiting; once removed, the connection stays removed.</param>
    /// <returns>A task that ends when it is removed and every worker has stopped uploading through it, or cannot go on.</returns>
    /// <exception cref="ConnectionInUseException">Exports use it; detach or remove them first.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    Task RemoveAsync(ClaimsPrincipal user, ConnectionId id, long version, CancellationToken cancellationToken = default);
}
