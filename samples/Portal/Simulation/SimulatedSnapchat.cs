using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace Portal.Simulation;

/// <summary>A Snapchat in this process, with a few audiences to pick from.</summary>
internal static class SimulatedSnapchat
{
    /// <summary>The audience that is there from the start.</summary>
    public static AudienceId Newsletter { get; } = AudienceId.Parse("5677923948298240");

    public static async Task<SnapchatSimulator> StartAsync()
    {
        // Snapchat takes up to 48 hours to show an upload; nobody wants to wait that long for a demonstration.
        SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero });
        simulator.AddAudience(new SnapchatAudience(Newsletter, "Newsletter readers"));
        simulator.AddAudience(new SnapchatAudience(AudienceId.Parse("5677923948298241"), "Customers in Kazakhstan"));
        simulator.AddAudience(new SnapchatAudience(AudienceId.Parse("5677923948298242"), "Website visitors") { SourceType = AudienceSourceType.Pixel });
        return simulator;
    }

    /// <summary>Points the library at the simulator. The connection's refresh token comes from the page on which a person consents, as at Snapchat.</summary>
    public static void Configure(SnapchatSimulator simulator, SnapchatAudienceExportOptions options)
    {
        options.ApiBaseAddress = options.AccountsBaseAddress = simulator.BaseAddress;
        options.ClientId = simulator.ClientId;
        options.ClientSecret = simulator.ClientSecret;
    }
}
