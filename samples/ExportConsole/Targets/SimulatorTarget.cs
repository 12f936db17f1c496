using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace ExportConsole.Targets;

/// <summary>A Snapchat simulator in this process, with one empty audience.</summary>
internal sealed class SimulatorTarget : IExportTarget
{
    // Many small requests would wait for Snapchat's limit, which this simulator does not have.
    private const int ManyRequestsPerSecond = 10_000;

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

    public AudienceId Audience { get; }

    /// <summary>The digests that the audience holds, in no particular order.</summary>
    public IReadOnlyCollection<Sha256Digest> Members => _simulator.GetMembers(Audience, IdentifierKind.Email);

    /// <param name="audience">The ID of the audience.</param>
    /// <param name="manyRequests">Whether requests are small and many, so that they should not wait for Snapchat's rate limit.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<SimulatorTarget> StartAsync(AudienceId audience, bool manyRequests, CancellationToken cancellationToken)
    {
        SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: cancellationToken);
        simulator.AddAudience(new SnapchatAudience(audience, "Customers"));
        return new SimulatorTarget(simulator, audience, manyRequests);
    }

    public void Configure(SnapchatAudienceExportOptions options)
    {
        _simulator.Configure(options);
        if (_manyRequests)
            options.MaxRequestsPerSecondPerConnection = options.MaxRequestsPerSecondPerApp = ManyRequestsPerSecond;
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
