namespace Snapchat.AudienceExport;

/// <summary>Makes clients, one per connection to Snapchat.</summary>
public interface ISnapchatAudienceClientFactory
{
    /// <summary>Makes a client.</summary>
    /// <param name="credentials">Who to act as. Clients made from one instance share access token and rate budget: keep one instance per connection.</param>
    /// <returns>The client; it needs no disposal.</returns>
    ISnapchatAudienceClient Create(SnapchatCredentials credentials);
}
