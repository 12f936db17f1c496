using System.Security.Claims;

namespace Snapchat.AudienceExport.Connections;

/// <summary>
/// Looks at audiences and manages them as somebody, and puts what it changes on record. It uploads nothing.
/// A connection reaches audiences of everybody's exports, so that only administrators change or delete one.
/// </summary>
internal sealed class ManagementClient(ISnapchatAudienceClient client, ClaimsPrincipal user, ConnectionId connection, ConnectionActs acts) : ISnapchatAudienceClient
{
    public Task<SnapchatUser> GetCurrentUserAsync(CancellationToken cancellationToken = default) => client.GetCurrentUserAsync(cancellationToken);

    public IAsyncEnumerable<SnapchatOrganization> GetOrganizationsAsync(CancellationToken cancellationToken = default) => client.GetOrganizationsAsync(cancellationToken);

    public IAsyncEnumerable<SnapchatAudience> GetAudiencesAsync(AdAccountId adAccount, CancellationToken cancellationToken = default) =>
        client.GetAudiencesAsync(adAccount, cancellationToken);

    public Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) => client.GetAudienceAsync(audience, cancellationToken);

    public Task<SnapchatAudience> CreateAudienceAsync(NewAudience audience, CancellationToken cancellationToken = default) =>
        ActAsync(AudienceExportRole.Contributor, () => client.CreateAudienceAsync(audience, cancellationToken), static created => $"Created audience {created.Id}.", cancellationToken);

    public Task<SnapchatAudience> UpdateAudienceAsync(AudienceUpdate update, CancellationToken cancellationToken = default) =>
        ActAsync(AudienceExportRole.Administrator, () => client.UpdateAudienceAsync(update, cancellationToken), static updated => $"Changed audience {updated.Id}.", cancellationToken);

    public Task DeleteAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) =>
        ActAsync(
            AudienceExportRole.Administrator,
            async () =>
            {
                await client.DeleteAudienceAsync(audience, cancellationToken).ConfigureAwait(false);
                return audience;
            },
            static deleted => $"Deleted audience {deleted}.",
            cancellationToken);

    public Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) => throw NoUploads();

    public Task<UploadReceipt> RemoveUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) => throw NoUploads();

    public Task RemoveAllUsersAsync(AudienceId audience, CancellationToken cancellationToken = default) => throw NoUploads();

    private static NotSupportedException NoUploads() => new("The client of a connection manages audiences and changes no members; save an export and start a run of it.");

    // The right counts that the person has now: the client may have been opened long ago.
    private Task<T> ActAsync<T>(AudienceExportRole least, Func<Task<T>> act, Func<T, string> describe, CancellationToken cancellationToken) =>
        acts.UseAsync(
            user,
            least,
            connection,
            async (caller, stored) =>
            {
                T result = await act().ConfigureAwait(false);

                // Snapchat has carried it out: whoever stops waiting now does not undo that.
                await acts.RecordAsync(caller, AuditAction.UseConnection, stored, describe(result), CancellationToken.None).ConfigureAwait(false);
                return result;
            },
            cancellationToken);
}
