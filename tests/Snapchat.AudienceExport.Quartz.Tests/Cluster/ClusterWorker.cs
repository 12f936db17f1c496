using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>One of several workers over one PostgreSQL: a generic host, as anybody would have it.</summary>
internal static class ClusterWorker
{
    public const string Command = "work";
    private const string SecretVariable = "AUDIENCE_EXPORT_TEST_CLIENT_SECRET";

    /// <param name="arguments">Connection string, folder of the key ring, address of the simulator, client ID, and the size of the story: people, people per request, runs at once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var party = new Party(arguments[0], arguments[1], new Uri(arguments[2]), arguments[3], Environment.GetEnvironmentVariable(SecretVariable)!);
        int[] numbers = [.. arguments[4..].Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
        var size = new StorySize(Exports: 0, numbers[0], numbers[1], numbers[2]);
        HostApplicationBuilder host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Logging.AddSimpleConsole(static console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        Register(host.Services, party, size).AddQuartzScheduling(quartz => quartz.UsePostgreSql(party.Database));
        await host.Build().RunAsync(cancellationToken);
        return 0;
    }

    /// <summary>What every process registers: Snapchat's own rates, and short attempts, as a lost run is taken over only after its last one.</summary>
    public static ISnapchatAudienceExportBuilder Register(IServiceCollection services, Party party, StorySize size) => services
        .AddSnapchatAudienceExport(options =>
        {
            options.ApiBaseAddress = options.AccountsBaseAddress = party.Simulator;
            (options.ClientId, options.ClientSecret) = (party.ClientId, new SnapchatSecret(party.ClientSecret));
            options.RedirectUri = new Uri("https://host.example/callback");
            options.MaxIdentifiersPerRequest = size.PerRequest;
            options.AttemptTimeout = TimeSpan.FromSeconds(5);
            options.MaxConcurrentRuns = size.RunsPerWorker;
        })
        .UsePostgreSql(party.Database, options => options.ConfigureKeyRing = keys => SharedKeys.Configure(keys, party.Keys))
        .AddSegmentSource(_ => new GeneratedSource(size.People));

    public static Process Start(Party party, StorySize size)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(ClusterWorker).Assembly.Location, Command, party.Database, party.Keys, party.Simulator.AbsoluteUri, party.ClientId,
                .. ((int[])[size.People, size.PerRequest, size.RunsPerWorker]).Select(static number => number.ToString(CultureInfo.InvariantCulture)),
            ])
        { UseShellExecute = false };
        start.Environment[SecretVariable] = party.ClientSecret;
        return Process.Start(start)!;
    }

    public static async Task SignalAsync(Process worker, string signal, CancellationToken cancellationToken)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", worker.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
