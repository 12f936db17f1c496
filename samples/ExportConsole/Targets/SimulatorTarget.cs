using ExportConsole.CommandLine;
using ExportConsole.Setup;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace ExportConsole.Targets;

/// <summary>A Snapchat simulator in this process, with one audience: an empty one, or with --state the one of the former run.</summary>
internal sealed class SimulatorTarget : IExportTarget
{
    // Snapchat's limit, for which many small requests would wait, is not the simulator's.
    private const int RequestsPerSecond = 10_000;

    // Nobody listens there: the browser reads the address it is sent to, and stops.
    private static readonly Uri RedirectUri = new("http://localhost/authenticated");

    // The usual time-out would hold a lease on the audience for minutes after this program, and with it the simulator, was killed.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ProcessingDelay = TimeSpan.FromSeconds(1);
    private static readonly AdAccountId AdAccount = AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74");

    private readonly SnapchatSimulator _simulator;
    private readonly SimulatedAudienceFile? _file;

    private SimulatorTarget(SnapchatSimulator simulator, AudienceId audience, SimulatedAudienceFile? file)
    {
        _simulator = simulator;
        _file = file;
        Audience = audience;
    }

    /// <summary>The ID of the audience where the command line names none.</summary>
    public static AudienceId DefaultAudience { get; } = AudienceId.Parse("5677923948298240");

    public string Name => "Snapchat simulator";

    public AudienceId Audience { get; }

    /// <summary>The digests that the audience holds, of all kinds, in no particular order.</summary>
    public IEnumerable<Sha256Digest> Members => Enum.GetValues<IdentifierKind>().SelectMany(kind => _simulator.GetMembers(Audience, kind)).Distinct();

    /// <summary>Starts a simulator; its audience is that of the former run where a folder keeps the state.</summary>
    public static async Task<SimulatorTarget> StartAsync(ExportSettings settings, CancellationToken cancellationToken)
    {
        AudienceId audience = settings.Audience ?? DefaultAudience;
        SimulatedAudienceFile? file = settings.State is { } folder ? SimulatedAudienceFile.Open(StateFolder.SimulatorFolder(folder), audience) : null;
        SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { RedirectUris = { RedirectUri }, ProcessingDelay = ProcessingDelay }, cancellationToken);
        simulator.AddAdAccount(AdAccount, simulator.Organization, "Customers", "admin");
        simulator.AddAudience(new SnapchatAudience(audience, "Customers") { AdAccount = AdAccount, CreatedAt = file?.CreatedAt });
        var target = new SimulatorTarget(simulator, audience, file);
        if (file is not null)
            await target.RestoreAsync(file, cancellationToken);
        return target;
    }

    public void Configure(SnapchatAudienceExportOptions options)
    {
        options.ApiBaseAddress = options.AccountsBaseAddress = _simulator.BaseAddress;
        options.ClientId = _simulator.ClientId;
        options.ClientSecret = _simulator.ClientSecret;
        options.RedirectUri = RedirectUri;
        options.AttemptTimeout = AttemptTimeout;
        options.MaxRequestsPerSecondPerConnection = options.MaxRequestsPerSecondPerApp = RequestsPerSecond;
    }

    public void Register(ISnapchatAudienceExportBuilder exports)
    {
        if (_file is not null)
            exports.HttpClient.AddHttpMessageHandler(() => new SimulatedAudienceRecorder(_file));
    }

    public async Task<Connection> AuthenticateAsync(IConnectionRegistry connections, ConnectionId id, CancellationToken cancellationToken)
    {
        Uri page = await connections.BeginAuthenticationAsync(Operator.User, id, cancellationToken);
        (string state, string? code) = await SimulatedBrowser.AllowAsync(page, cancellationToken);
        return await connections.CompleteAuthenticationAsync(Operator.User, state, code, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _file?.Dispose();
    }

    // Back when the run begins, as Snapchat would show it: with its size.
    private async Task RestoreAsync(SimulatedAudienceFile file, CancellationToken cancellationToken)
    {
        foreach ((IdentifierKind kind, HashSet<Sha256Digest> members) in file.Members.Where(static kind => kind.Value.Count > 0))
            _simulator.AddMembers(Audience, kind, [.. members]);

        while (_simulator.GetAudience(Audience)!.UploadStatus == AudienceUploadStatus.Processing)
            await Task.Delay(ProcessingDelay / 20, cancellationToken);
    }
}
