namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>A client that holds additions back before they are sent.</summary>
internal sealed class HoldingClient(ISnapchatAudienceClient client, Func<IdentifierBatch, CancellationToken, Task> holdAsync) : ISnapchatAudienceClient
{
    public Task<SnapchatUser> GetCurrentUserAsync(CancellationToken cancellationToken = default) => client.GetCurrentUserAsync(cancellationToken);

    public IAsyncEnumerable<SnapchatOrganization> GetOrganizationsAsync(CancellationToken cancellationToken = default) => client.GetOrganizationsAsync(cancellationToken);

    public IAsyncEnumerable<SnapchatAudience> GetAudiencesAsync(AdAccountId adAccount, CancellationToken cancellationToken = default) => client.GetAudiencesAsync(adAccount, cancellationToken);

    public Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) => client.GetAudienceAsync(audience, cancellationToken);

    public Task<SnapchatAudience> CreateAudienceAsync(NewAudience audience, CancellationToken cancellationToken = default) => client.CreateAudienceAsync(audience, cancellationToken);

    public Task<SnapchatAudience> UpdateAudienceAsync(AudienceUpdate update, CancellationToken cancellationToken = default) => client.UpdateAudienceAsync(update, cancellationToken);

    public Task DeleteAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) => client.DeleteAudienceAsync(audience, cancellationToken);

    public async Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default)
    {
        await holdAsync(batch, cancellationToken);
        return await client.AddUsersAsync(audience, batch, cancellationToken);
    }

    public Task<UploadReceipt> RemoveUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) =>
        client.RemoveUsersAsync(audience, batch, cancellationToken);

    public Task RemoveAllUsersAsync(AudienceId audience, CancellationToken cancellationToken = default) => client.RemoveAllUsersAsync(audience, cancellationToken);
}
