using Snapchat.AudienceExport.Testing.Authentication;
using Snapchat.AudienceExport.Testing.Http;
using Snapchat.AudienceExport.Testing.Users;
using Snapchat.AudienceExport.Testing.World;

namespace Snapchat.AudienceExport.Testing;

/// <summary>
/// The audience part of Snapchat's Marketing API and its OAuth endpoints, on a loopback port of this process. Audiences are real sets; faults come on demand; every request is logged.
/// </summary>
/// <remarks>It begins with one organization, one ad account and a user who may do everything. Safe for use by several threads.</remarks>
public sealed class SnapchatSimulator : IAsyncDisposable
{
    private readonly SnapchatSimulatorOptions _options;
    private readonly SimulatedWorld _world;
    private readonly TokenService _tokens;
    private readonly RequestLog _log = new();
    private readonly SimulatorServer _server;
    private readonly CancellationTokenSource _stopping = new();

    private SnapchatSimulator(SnapchatSimulatorOptions options)
    {
        _options = options;
        _world = new SimulatedWorld(options);
        string clientSecret = options.ClientSecret?.Reveal() ?? TokenService.NewToken("secret-");
        ClientSecret = new SnapchatSecret(clientSecret);
        _tokens = new TokenService(options, options.RefreshToken?.Reveal() ?? TokenService.NewToken("refresh-"));
        Organization = AddOrganization("Simulated Organization", "admin");
        AdAccount = AddAdAccount(Organization, "Simulated Ad Account", "admin");

        Envelope envelope = new(options.Assumptions);
        RateLimits rates = new(options);
        Endpoints endpoints = new(
            new OAuthEndpoints(options, clientSecret, _tokens),
            new AccountEndpoints(_world, envelope, options.Assumptions),
            new AudienceEndpoints(_world, envelope, options),
            new UsersEndpoints(_world, envelope, options.Assumptions),
            envelope);
        Admission admission = new(options, _tokens, rates, envelope);
        RequestPipeline pipeline = new(options, _log, Faults, admission, endpoints, rates, envelope, _stopping.Token);
        _server = new SimulatorServer(options.Port, pipeline.InvokeAsync);
    }

    /// <summary>Gets the address of both the API and the account service: <c>v1/…</c> and <c>login/oauth2/…</c> are added to it.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>Gets the client ID of the OAuth app.</summary>
    public string ClientId => _options.ClientId;

    /// <summary>Gets the client secret of the OAuth app.</summary>
    public SnapchatSecret ClientSecret { get; }

    /// <summary>Gets the refresh token of the authorization that exists from the start; where refresh tokens rotate, the newest one.</summary>
    public SnapchatSecret RefreshToken => new(_tokens.RefreshToken);

    /// <summary>Gets the organization that exists from the start.</summary>
    public OrganizationId Organization { get; }

    /// <summary>Gets the ad account that exists from the start.</summary>
    public AdAccountId AdAccount { get; }

    /// <summary>Gets what is going to go wrong.</summary>
    public SimulatorFaults Faults { get; } = new();

    /// <summary>Gets the newest 100,000 requests in order of arrival, as they are now.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => _log.Snapshot();

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">The settings, or null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The simulator, which the caller disposes.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SnapchatSimulator> StartAsync(SnapchatSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SnapchatSimulatorOptions();
        SnapchatSimulator simulator = new(options);
        await simulator._server.StartAsync(cancellationToken).ConfigureAwait(false);
        return simulator;
    }

    /// <summary>Points a client at this simulator: addresses, app and refresh token. Consent to data use stays the caller's to give.</summary>
    /// <param name="options">The settings of the client.</param>
    public void Configure(SnapchatAudienceExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ApiBaseAddress = BaseAddress;
        options.AccountsBaseAddress = BaseAddress;
        options.ClientId = ClientId;
        options.ClientSecret = ClientSecret;
        options.RefreshToken = RefreshToken;
    }

    /// <summary>Adds an organization that the user belongs to.</summary>
    /// <param name="name">The name.</param>
    /// <param name="roles">The user's roles, in Snapchat's own words; <c>admin</c> may do everything.</param>
    /// <returns>The ID.</returns>
    public OrganizationId AddOrganization(string name, params string[] roles) =>
        _world.AddOrganization(OrganizationId.Parse(Guid.NewGuid().ToString()), name, roles).Id;

    /// <summary>Adds an ad account.</summary>
    /// <param name="organization">The organization it belongs to.</param>
    /// <param name="name">The name.</param>
    /// <param name="roles">The user's roles in it, in Snapchat's own words; <c>admin</c> and <c>audience</c> may manage audiences, as may the <c>admin</c> of the organization.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="ArgumentException">There is no such organization.</exception>
    public AdAccountId AddAdAccount(OrganizationId organization, string name, params string[] roles) =>
        _world.AddAdAccount(AdAccountId.Parse(Guid.NewGuid().ToString()), Find(organization), name, roles).Id;

    /// <summary>Adds an ad account with a chosen ID.</summary>
    /// <param name="id">The ID; one that is there already is replaced.</param>
    /// <param name="organization">The organization it belongs to.</param>
    /// <param name="name">The name.</param>
    /// <param name="roles">The user's roles in it, in Snapchat's own words.</param>
    /// <exception cref="ArgumentException">There is no such organization.</exception>
    public void AddAdAccount(AdAccountId id, OrganizationId organization, string name, params string[] roles) => _world.AddAdAccount(id, Find(organization), name, roles);

    /// <summary>Changes the user's roles in an organization.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="roles">The roles from now on.</param>
    /// <exception cref="ArgumentException">There is no such organization.</exception>
    public void SetRoles(OrganizationId organization, params string[] roles) => Find(organization).Roles = roles;

    /// <summary>Changes the user's roles in an ad account.</summary>
    /// <param name="adAccount">The ad account.</param>
    /// <param name="roles">The roles from now on.</param>
    /// <exception cref="ArgumentException">There is no such ad account.</exception>
    public void SetRoles(AdAccountId adAccount, params string[] roles) => Find(adAccount).Roles = roles;

    /// <summary>Adds an empty customer list to <see cref="AdAccount"/>.</summary>
    /// <returns>Its ID.</returns>
    public AudienceId AddAudience()
    {
        AudienceId id = _world.NextAudienceId();
        AddAudience(id);
        return id;
    }

    /// <summary>Adds an empty customer list with a chosen ID to <see cref="AdAccount"/>.</summary>
    /// <param name="id">The ID.</param>
    /// <exception cref="ArgumentException">There is an audience with this ID.</exception>
    public void AddAudience(AudienceId id) => AddAudience(new SnapchatAudience(id, $"Audience {id}"));

    /// <summary>Adds an audience with chosen properties.</summary>
    /// <param name="audience">
    /// The audience. Ad account, source type, retention and time of creation have defaults: <see cref="AdAccount"/>, customer list, lifetime, now. Its size counts only if it is no customer list; statuses follow from what happens to it.
    /// </param>
    /// <exception cref="ArgumentException">There is an audience with this ID, or no such ad account.</exception>
    public void AddAudience(SnapchatAudience audience)
    {
        ArgumentNullException.ThrowIfNull(audience);
        SnapchatAudience seed = audience with
        {
            SourceType = audience.SourceType == default ? AudienceSourceType.FirstParty : audience.SourceType,
            RetentionDays = audience.RetentionDays ?? NewAudience.LifetimeRetentionDays,
        };
        if (_world.TryAddAudience(Find(audience.AdAccount ?? AdAccount), seed) is null)
            throw new ArgumentException($"There is an audience {audience.Id} already; delete it first or choose another ID.", nameof(audience));
    }

    /// <summary>Gets an audience as Snapchat shows it.</summary>
    /// <param name="audience">The audience.</param>
    /// <returns>The audience, or null if there is none with this ID.</returns>
    public SnapchatAudience? GetAudience(AudienceId audience) => _world.FindAudience(audience.Value)?.Show();

    /// <summary>Gets all audiences of an ad account, in order of creation.</summary>
    /// <param name="adAccount">The ad account.</param>
    /// <returns>The audiences.</returns>
    /// <exception cref="ArgumentException">There is no such ad account.</exception>
    public IReadOnlyList<SnapchatAudience> GetAudiences(AdAccountId adAccount) => [.. _world.AudiencesOf(Find(adAccount)).Select(audience => audience.Show())];

    /// <summary>Deletes an audience behind the client's back.</summary>
    /// <param name="audience">The audience.</param>
    /// <exception cref="ArgumentException">There is no such audience.</exception>
    public void DeleteAudience(AudienceId audience) => _world.RemoveAudience(Find(audience).Id);

    /// <summary>Gets who is in an audience now, matched or not, in no particular order; Snapchat itself never tells.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="kind">The kind of identifier.</param>
    /// <returns>A copy of the digests.</returns>
    /// <exception cref="ArgumentException">There is no such audience.</exception>
    public IReadOnlyCollection<Sha256Digest> GetMembers(AudienceId audience, IdentifierKind kind) => Find(audience).Members(kind);

    /// <summary>Counts who is in an audience now, without a copy.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="kind">The kind of identifier.</param>
    /// <returns>The number of digests.</returns>
    /// <exception cref="ArgumentException">There is no such audience.</exception>
    public int CountMembers(AudienceId audience, IdentifierKind kind) => Find(audience).Count(kind);

    /// <summary>Adds members behind the client's back.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="kind">The kind of identifier.</param>
    /// <param name="digests">Whom to add.</param>
    /// <exception cref="ArgumentException">There is no such audience.</exception>
    public void AddMembers(AudienceId audience, IdentifierKind kind, ReadOnlySpan<Sha256Digest> digests) => Find(audience).Add(kind, digests);

    /// <summary>Removes members behind the client's back.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="kind">The kind of identifier.</param>
    /// <param name="digests">Whom to remove.</param>
    /// <exception cref="ArgumentException">There is no such audience.</exception>
    public void RemoveMembers(AudienceId audience, IdentifierKind kind, ReadOnlySpan<Sha256Digest> digests) => Find(audience).Remove(kind, digests);

    /// <summary>Empties an audience behind the client's back, at once.</summary>
    /// <param name="audience">The audience.</param>
    /// <exception cref="ArgumentException">There is no such audience.</exception>
    public void ClearMembers(AudienceId audience) => Find(audience).Clear(TimeSpan.Zero);

    /// <summary>Lets all access tokens expire; refresh tokens stay valid.</summary>
    public void ExpireAccessTokens() => _tokens.ExpireAll();

    /// <summary>Withdraws all authorizations, as a person does who removes the app: no token is valid any more.</summary>
    public void RevokeAuthorizations() => _tokens.RevokeAll();

    /// <summary>Waits for a request, which may have been received before.</summary>
    /// <param name="predicate">Which request; asked when the head of a request arrives, and again when its body is read, when it is applied, and when it ends.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The request.</returns>
    public Task<SimulatedRequest> WaitForRequestAsync(Func<SimulatedRequest, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return _log.WaitAsync(predicate, cancellationToken);
    }

    /// <summary>Stops the simulator; requests under way are cut off.</summary>
    /// <returns>A task that ends when the port is free again.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _server.StopAsync().ConfigureAwait(false);
        _server.Dispose();
        Faults.Late.Dispose();
        _stopping.Dispose();
    }

    private SimulatedOrganization Find(OrganizationId id) =>
        _world.FindOrganization(id.ToString()) ?? throw new ArgumentException($"There is no organization {id}; add it first.", nameof(id));

    private SimulatedAdAccount Find(AdAccountId id) =>
        _world.FindAdAccount(id.ToString()) ?? throw new ArgumentException($"There is no ad account {id}; add it first.", nameof(id));

    private SimulatedAudience Find(AudienceId id) =>
        _world.FindAudience(id.ToString()) ?? throw new ArgumentException($"There is no audience {id}; add it first.", nameof(id));
}
