using Snapchat.AudienceExport.Testing.Authentication;
using Snapchat.AudienceExport.Testing.Users;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The table of contents: which operation is read and answered where.</summary>
internal sealed class Endpoints(OAuthEndpoints oauth, AccountEndpoints accounts, AudienceEndpoints audiences, UsersEndpoints users, Envelope envelope)
{
    /// <summary>Reads a request to its end, without any effect yet.</summary>
    public ValueTask<PendingOperation> ReadAsync(Exchange exchange, CancellationToken cancellationToken) => exchange.Route.Operation switch
    {
        SimulatedOperation.Authorize => oauth.AuthorizeAsync(exchange, cancellationToken),
        SimulatedOperation.Token => oauth.TokenAsync(exchange, cancellationToken),
        SimulatedOperation.GetCurrentUser => new(accounts.GetCurrentUser(exchange)),
        SimulatedOperation.GetOrganizations => new(accounts.GetOrganizations(exchange)),
        SimulatedOperation.GetOrganization => new(accounts.GetOrganization(exchange)),
        SimulatedOperation.GetAdAccounts => new(accounts.GetAdAccounts(exchange)),
        SimulatedOperation.GetAdAccount => new(accounts.GetAdAccount(exchange)),
        SimulatedOperation.GetAudiences => new(audiences.List(exchange)),
        SimulatedOperation.CreateAudiences => audiences.CreateAsync(exchange, cancellationToken),
        SimulatedOperation.UpdateAudiences => audiences.UpdateAsync(exchange, cancellationToken),
        SimulatedOperation.GetAudience => new(audiences.Get(exchange)),
        SimulatedOperation.DeleteAudience => new(audiences.Delete(exchange)),
        SimulatedOperation.AddUsers or SimulatedOperation.RemoveUsers => users.WriteAsync(exchange, cancellationToken),
        SimulatedOperation.RemoveAllUsers => new(audiences.RemoveAllUsers(exchange)),
        _ => new(PendingOperation.Refused(envelope.NotFound(exchange.RequestId))),
    };
}
