using System.Globalization;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace Worker.Demonstrations;

/// <summary>Three workers on the configured PostgreSQL, and a simulator in place of Snapchat: exports that are due at the next full minute, and what becomes of them.</summary>
internal static class Demonstration
{
    private const int Workers = 3;
    private const int People = 10_000;

    /// <param name="count">How many exports.</param>
    /// <param name="args">The configuration of the workers.</param>
    /// <returns>0 if every run succeeded, and every audience holds whom it should.</returns>
    public static async Task<int> RunAsync(int count, string[] args)
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero });
        using var folder = new DemonstrationFolder();
        folder.WriteSegments(count, People);
        Configure(simulator, folder);

        using IHost host = Build(args);
        await host.StartAsync();
        var office = new ExportOffice(host.Services);
        ConnectionId connection = await office.ConnectAsync();
        AudienceId[] audiences = [.. Enumerable.Range(0, count).Select(_ => simulator.AddAudience())];
        var exports = new List<ExportId>();
        foreach ((int index, AudienceId audience) in audiences.Index())
            exports.Add(await office.SaveAsync(connection, audience, DemonstrationFolder.Segment(index)));
        DateTimeOffset dueAt = await office.ScheduleAsync(exports);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} exports of {People} people are due at {dueAt:HH:mm:ss} (UTC); {Workers} workers start."));

        using WorkerProcesses workers = WorkerProcesses.Start(Workers, args);
        IReadOnlyList<RunRecord> runs = await office.WatchAsync(exports);
        workers.Stop();
        int exitCode = await workers.WaitAsync();
        foreach (RunRecord run in runs)
            Console.WriteLine(Line(run, simulator.CountMembers(run.Definition.Audience, IdentifierKind.Email)));
        await host.StopAsync();
        bool isRight = runs.All(static run => run.Status == ExportStatus.Successful) && audiences.All(audience => simulator.CountMembers(audience, IdentifierKind.Email) == People);
        return isRight ? exitCode : 1;
    }

    private static IHost Build(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        WorkerHost.Register(builder);
        return builder.Build();
    }

    // The workers inherit it: what a deployment says in its own configuration.
    private static void Configure(SnapchatSimulator simulator, DemonstrationFolder folder)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["Snapchat:ApiBaseAddress"] = simulator.BaseAddress.AbsoluteUri,
            ["Snapchat:AccountsBaseAddress"] = simulator.BaseAddress.AbsoluteUri,
            ["Snapchat:ClientId"] = simulator.ClientId,
            ["Snapchat:ClientSecret"] = simulator.ClientSecret.Reveal(),
            ["Snapchat:RedirectUri"] = ExportOffice.RedirectUri.AbsoluteUri,
            ["Snapchat:MaxIdentifiersPerRequest"] = "1000",
            ["Worker:SegmentFolder"] = folder.Segments,
            ["Worker:KeyFolder"] = folder.Keys,
            ["Worker:KeyCertificate"] = folder.Certificate,
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach ((string name, string value) in settings)
            Environment.SetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal), value);
    }

    private static string Line(RunRecord run, int members) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Definition.DisplayName}: {run.Status}, {run.Report?.Requests.Count ?? 0} requests, {members} members, ended {(run.EndedAt - run.DueAt)?.TotalSeconds:0.0} s after it was due. {run.Problem?.Message}");
}
