using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>The acts on connections, each with its right, its change and its record.</summary>
internal sealed class ConnectionRegistry(
    AccessGate gate,
    IAudienceExportStore store,
    ConnectionActs acts,
    ConnectionViews views,
    ConnectionRequirements requirements,
    ConsentRules consents,
    AuthenticationFlow authentication,
    ConnectionClients clients,
    RunningUploads uploads,
    TimeProvider timeProvider) : IConnectionRegistry
{
    private const int MaxNameLength = 200;

    public (ConsentStatement Current, ConsentStatement? Upcoming) GetConsentStatements() => consents.Statements();

    public Task<Connection> CreateDraftAsync(ClaimsPrincipal user, string? displayName = null, CancellationToken cancellationToken = default) =>
        RunAsync(
            user,
            AuditAction.CreateConnection,
            id: null,
            async caller =>
            {
                DateTimeOffset now = timeProvider.GetUtcNow();
                StoredConnection draft = new(ConnectionId.New(timeProvider), 1)
                {
                    DisplayName = string.IsNullOrWhiteSpace(displayName) ? "" : NameOf(displayName),
                    CreatedBy = caller.Actor,
                    CreatedAt = now,
                    UpdatedBy = caller.Actor,
                    UpdatedAt = now,
                };
                AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, AuditAction.CreateConnection, AuditSubject.Of(draft.Id, draft.DisplayName));
                await store.AddConnectionAsync(draft, audit, cancellationToken).ConfigureAwait(false);
                return draft;
            },
            cancellationToken);

    public Task<Connection> RenameAsync(ClaimsPrincipal user, ConnectionId id, long version, string displayName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(displayName);
        return ChangeAsync(user, AuditAction.RenameConnection, id, version, stored => stored with { DisplayName = NameOf(displayName) }, cancellationToken);
    }

    public Task<Connection> ShareAsync(ClaimsPrincipal user, ConnectionId id, long version, ConnectionAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        return ChangeAsync(user, AuditAction.ShareConnection, id, version, stored => stored with { Access = Checked(access) }, cancellationToken);
    }

    public Task<Connection> GiveConsentAsync(ClaimsPrincipal user, ConnectionId id, string statementVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statementVersion);
        return RunAsync(
            user,
            AuditAction.GiveConsent,
            id,
            caller =>
            {
                ConsentStatement statement = consents.Find(statementVersion);
                ConsentRecord consent = new(caller.Actor, timeProvider.GetUtcNow(), statement.Version, statement.Text);
                StoredConnection? seen = null;
                return acts.ChangeAsync(
                    caller,
                    AuditAction.GiveConsent,
                    id,
                    stored =>
                    {
                        // Nobody agrees to an account that took the place of the one before in the meantime, or is about to.
                        seen ??= stored;
                        string? account = stored.SnapchatAccount?.Id;
                        if (!string.Equals(account, seen.SnapchatAccount?.Id, StringComparison.Ordinal) || (account is null && stored.State == ConnectionState.NeedsReauthentication))
                            throw new AudienceExportConcurrencyException("The connection is being authenticated with Snapchat again; look at its account, and then agree.");
                        return stored with { Consent = consent with { SnapchatAccount = account } };
                    },
                    cancellationToken);
            },
            cancellationToken);
    }

    public Task<Connection> WithdrawConsentAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default) =>
        RunAsync(
            user,
            AuditAction.WithdrawConsent,
            id,
            async caller =>
            {
                StoredConnection withdrawn = await acts.ChangeAsync(caller, AuditAction.WithdrawConsent, id, static stored => stored with { Consent = null }, cancellationToken).ConfigureAwait(false);
                await uploads.WaitUntilStoppedAsync(run => run.Definition.Connection == id, cancellationToken).ConfigureAwait(false);
                return withdrawn;
            },
            cancellationToken);

    public Task<Uri> BeginAuthenticationAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default) =>
        acts.RunAsync(user, AuditAction.BeginAuthentication, id, caller => authentication.BeginAsync(caller, id, cancellationToken), cancellationToken);

    public async Task<Connection> CompleteAuthenticationAsync(ClaimsPrincipal user, string state, string? code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.CompleteAuthentication, subject: null, cancellationToken).ConfigureAwait(false);
        StoredAuthentication? begun = await authentication.TakeAsync(state, cancellationToken).ConfigureAwait(false);
        return views.ForAdministrators(await gate.RecordFailureAsync(
            caller,
            AuditAction.CompleteAuthentication,
            begun is null ? null : AuditSubject.Of(begun.Connection),
            () => authentication.CompleteAsync(caller, begun, code, cancellationToken)).ConfigureAwait(false));
    }

    public Task<Connection> ImportRefreshTokenAsync(ClaimsPrincipal user, ConnectionId id, SnapchatSecret refreshToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(refreshToken);
        return RunAsync(user, AuditAction.ImportRefreshToken, id, caller => authentication.ImportAsync(caller, id, refreshToken, cancellationToken), cancellationToken);
    }

    public Task<Connection> AddExportUserAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default) =>
        RunAsync(
            user,
            AuditAction.AddExportUser,
            id,
            caller => acts.ChangeAsync(caller, AuditAction.AddExportUser, id, stored => stored with { ExportUser = caller.Actor }, cancellationToken),
            cancellationToken);

    public Task<ConnectionTest> TestAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default) =>
        acts.RunAsync(
            user,
            AuditAction.TestConnection,
            id,
            async caller =>
            {
                StoredConnection tested = await acts.GetAsync(id, cancellationToken).ConfigureAwait(false);
                clients.Forget(id);
                ISnapchatAudienceClient client = clients.For(id);
                SnapchatUser account = await client.GetCurrentUserAsync(cancellationToken).ConfigureAwait(false);
                List<SnapchatOrganization> organizations = [];
                await foreach (SnapchatOrganization organization in client.GetOrganizationsAsync(cancellationToken).ConfigureAwait(false))
                    organizations.Add(organization);

                // An authentication that was kept before Snapchat could say whose it is.
                if (tested.SnapchatAccount is null || tested.State == ConnectionState.NeedsReauthentication)
                    await authentication.IdentifyAsync(caller, AuditAction.TestConnection, id, cancellationToken).ConfigureAwait(false);
                else
                    await acts.RecordAsync(caller, AuditAction.TestConnection, tested, detail: null, cancellationToken).ConfigureAwait(false);
                return new ConnectionTest(account, organizations);
            },
            cancellationToken);

    public Task<Connection> SaveAsync(ClaimsPrincipal user, ConnectionId id, long version, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            user,
            AuditAction.SaveConnection,
            id,
            version,
            stored =>
            {
                requirements.Demand(stored);
                return stored with { State = ConnectionState.Active };
            },
            cancellationToken);

    public async Task<IReadOnlyList<Connection>> GetConnectionsAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        await gate.RequireAsync(user, AudienceExportRole.Administrator, AuditAction.ViewConnections, subject: null, cancellationToken).ConfigureAwait(false);
        return [.. (await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false)).Select(views.ForAdministrators)];
    }

    public Task<Connection> GetConnectionAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default) =>
        RunAsync(user, AuditAction.ViewConnections, id, _ => acts.GetAsync(id, cancellationToken), cancellationToken);

    public async Task<ILookup<ConnectionType, ConnectionChoice>> GetChoicesAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Contributor, AuditAction.ViewConnections, subject: null, cancellationToken).ConfigureAwait(false);
        return (await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false))
            .Where(stored => stored.State != ConnectionState.Draft && Rights.MayUse(caller, stored.Access))
            .Select(ConnectionViews.ForExports)
            .ToLookup(static choice => choice.Type);
    }

    public Task<ISnapchatAudienceClient> OpenClientAsync(ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken = default) =>
        acts.UseAsync<ISnapchatAudienceClient>(
            user,
            AudienceExportRole.Contributor,
            id,
            async (caller, stored) =>
            {
                await acts.RecordAsync(caller, AuditAction.UseConnection, stored, detail: null, cancellationToken).ConfigureAwait(false);
                return new ManagementClient(clients.For(id), user, id, acts);
            },
            cancellationToken);

    public Task RemoveAsync(ClaimsPrincipal user, ConnectionId id, long version, CancellationToken cancellationToken = default) =>
        acts.RunAsync(
            user,
            AuditAction.RemoveConnection,
            id,
            async caller =>
            {
                StoredConnection stored = await acts.GetAsync(id, cancellationToken).ConfigureAwait(false);
                AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, AuditAction.RemoveConnection, AuditSubject.Of(id, stored.DisplayName));
                await store.RemoveConnectionAsync(id, version, audit, cancellationToken).ConfigureAwait(false);
                clients.Drop(id);
                await uploads.WaitUntilStoppedAsync(run => run.Definition.Connection == id, cancellationToken).ConfigureAwait(false);
                return stored;
            },
            cancellationToken);

    private async Task<Connection> RunAsync(
        ClaimsPrincipal user, AuditAction action, ConnectionId? id, Func<Caller, Task<StoredConnection>> act, CancellationToken cancellationToken) =>
        views.ForAdministrators(await acts.RunAsync(user, action, id, act, cancellationToken).ConfigureAwait(false));

    private Task<Connection> ChangeAsync(
        ClaimsPrincipal user, AuditAction action, ConnectionId id, long version, Func<StoredConnection, StoredConnection> change, CancellationToken cancellationToken) =>
        RunAsync(user, action, id, caller => acts.ChangeAsync(caller, action, id, version, change, cancellationToken), cancellationToken);

    private static ConnectionAccess Checked(ConnectionAccess access) =>
        access.Users is { } users && users.All(static user => !string.IsNullOrWhiteSpace(user?.Id))
            ? access
            : throw new AudienceExportValidationException(nameof(Connection.Access), "Name each user who may use the connection by ID, or leave the list of users empty.");

    private static string NameOf(string displayName)
    {
        string name = displayName.Trim();
        return name.Length is > 0 and <= MaxNameLength
            ? name
            : throw new AudienceExportValidationException(nameof(Connection.DisplayName), $"Give the connection a name of 1 to {MaxNameLength} characters.");
    }
}
