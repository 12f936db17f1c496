using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Looks at audiences and manages them as somebody, and puts what it changes on record. It uploads nothing.</summary>
internal sealed class ManagementClient(ISnapchatAudienceClient client, Actor actor, AuditSubject connection, IAudienceExportStore store, TimeProvider timeProvider) : ISnapchatAudienceClient
{
    public Task<SnapchatUser> GetCurrentUserAsync(CancellationToken cancellationToken = default) => client.GetCurrentUserAsync(cancellationToken);

    public IAsyncEnumerable<SnapchatOrganization> GetOrganizationsAsync(CancellationToken cancellationToken = default) => client.GetOrganizationsAsync(cancellationToken);

    public IAsyncEnumerable<SnapchatAudience> GetAudiencesAsync(AdAccountId adAccount, CancellationToken cancellationToken = default) =>
        client.GetAudiencesAsync(adAccount, cancellationToken);

    public Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) => client.GetAudienceAsync(audience, cancellationToken);

    public async Task<SnapchatAudience> CreateAudienceAsync(NewAudience audience, CancellationToken cancellationToken = default)
    {
        SnapchatAudience created = await client.CreateAudienceAsync(audience, cancellationToken).ConfigureAwait(false);
        await RecordAsync($"Created audience {created.Id}.").ConfigureAwait(false);
        return created;
    }

    public async Task<SnapchatAudience> UpdateAudienceAsync(AudienceUpdate update, CancellationToken cancellationToken = default)
    {
        SnapchatAudience updated = await client.UpdateAudienceAsync(update, cancellationToken).ConfigureAwait(false);
        await RecordAsync($"Changed audience {updated.Id}.").ConfigureAwait(false);
        return updated;
    }

    public async Task DeleteAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default)
    {
        await client.DeleteAudienceAsync(audience, cancellationToken).ConfigureAwait(false);
        await RecordAsync($"Deleted audience {audience}.").ConfigureAwait(false);
    }

    public Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) => throw NoUploads();

    public Task<UploadReceipt> RemoveUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) => throw NoUploads();

    public Task RemoveAllUsersAsync(AudienceId audience, CancellationToken cancellationToken = default) => throw NoUploads();

    private static NotSupportedException NoUploads() => new("The client of a connection manages audiences and changes no members; save an export and start a run of it.");

    // Snapchat has carried it out: whoever stops waiting now does not undo that.
    private Task RecordAsync(string detail) =>
        store.AddAuditAsync(AuditRecord.Of(timeProvider, actor, AuditAction.UseConnection, connection, AuditOutcome.Succeeded, detail), CancellationToken.None);
}
