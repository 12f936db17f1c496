using ExportConsole.Setup;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace ExportConsole.Targets;

/// <summary>A Snapchat simulator in this process, with one empty audience.</summary>
internal sealed class SimulatorTarget : IExportTarget
{
    // Many small requests would wait for Snapchat's limit, which this simulator does not have.
    private const int ManyRequestsPerSecond = 10_000;

    // Nobody listens there: the browser reads the address it is sent to, and stops.
    private static readonly Uri RedirectUri = new("http://localhost/authenticated");

    private readonly SnapchatSimulator _simulator;
    private readonly bool _manyRequests;

    private SimulatorTarget(SnapchatSimulator simulator, AudienceId audience, bool manyRequests)
    {
        _simulator = simulator;
        _manyRequests = manyRequests;
        Audience = audience;
    }

    /// <summary>The ID of the audience where the command line names none.</summary>
    public static AudienceId DefaultAudience { get; } = AudienceId.Parse("5677923948298240");

    public string Name => "Snapchat simulator";

    public AudienceId Audience { get; }

    /// <summary>The digests that the audience holds, in no particular order.</summary>
    public IReadOnlyCollection<Sha256Digest> Members => _simulator.GetMembers(Audience, IdentifierKind.Email);

    /// <param name="audience">The ID of the audience.</param>
    /// <param name="manyRequests">Whether requests are small and many, so that they should not wait for Snapchat's rate limit.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<SimulatorTarget> StartAsync(AudienceId audience, bool manyRequests, CancellationToken cancellationToken)
    {
        SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { RedirectUris = { RedirectUri } }, cancellationToken);
        simulator.AddAudience(new SnapchatAudience(audience, "Customers"));
        return new SimulatorTarget(simulator, audience, manyRequests);
    }

    public void Configure(SnapchatAudienceExportOptions options)
    {
        options.ApiBaseAddress = options.AccountsBaseAddress = _simulator.BaseAddress;
        options.ClientId = _simulator.ClientId;
        options.ClientSecret = _simulator.ClientSecret;
        options.RedirectUri = RedirectUri;
        if (_manyRequests)
            options.MaxRequestsPerSecondPerConnection = options.MaxRequestsPerSecondPerApp = ManyRequestsPerSecond;
    }

    public async Task<Connection> AuthenticateAsync(IConnectionRegistry connections, ConnectionId id, CancellationToken cancellationToken)
    {
        Uri page = await connections.BeginAuthenticationAsync(Operator.User, id, cancellationToken);
        (string state, string? code) = await SimulatedBrowser.AllowAsync(page, cancellationToken);
        return await connections.CompleteAuthenticationAsync(Operator.User, state, code, cancellationToken);
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
