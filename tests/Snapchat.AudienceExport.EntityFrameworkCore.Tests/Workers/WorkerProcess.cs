using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Workers;

/// <summary>A process that executes runs until it is killed.</summary>
internal static class WorkerProcess
{
    public const string Command = "execute-runs";

    public static readonly string[] Emails = ["a@example.com", "b@example.com", "c@example.com"];

    /// <param name="arguments">Connection string, folder of the key ring, address of the simulator, client ID.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var party = new Party(arguments[0], arguments[1], new Uri(arguments[2]), arguments[3], Environment.GetEnvironmentVariable(CallingProcess.SecretVariable)!);
        await using ServiceProvider services = Build(party);
        await StartAsync(services, cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    /// <summary>What a process with a worker registers: one person per request, one request at a time, and short attempts, as a lost run is recovered only after its last one.</summary>
    public static ServiceProvider Build(Party party)
    {
        IServiceCollection services = party.Register(static builder => builder
            .AddSegmentSource(static _ => SegmentSource.FromEnumerable(Emails, static email => email))
            .AddExportWorker());
        services.Configure<SnapchatAudienceExportOptions>(static options =>
        {
            options.MaxIdentifiersPerRequest = options.MaxConcurrentUploads = 1;
            options.AttemptTimeout = TimeSpan.FromSeconds(2);
        });
        return services.BuildServiceProvider();
    }

    public static async Task StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (IHostedService service in services.GetServices<IHostedService>())
            await service.StartAsync(cancellationToken);
    }
}
