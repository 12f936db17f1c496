using System.Collections.Specialized;
using System.Globalization;
using System.Security.Claims;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

namespace Worker.Demonstrations;

/// <summary>What people do on the pages of a host: connect, save exports, and look at runs.</summary>
internal sealed class ExportOffice(IServiceProvider services)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ClaimsPrincipal _administrator = new(new ClaimsIdentity([new("sub", "ada"), new(ClaimTypes.Role, nameof(AudienceExportRole.Administrator))], "demonstration"));

    public static Uri RedirectUri { get; } = new("https://host.example/callback");

    /// <summary>Connects with Snapchat.</summary>
    public async Task<ConnectionId> ConnectAsync()
    {
        IConnectionRegistry connections = services.GetRequiredService<IConnectionRegistry>();
        ConnectionId id = (await connections.CreateDraftAsync(_administrator, $"Demonstration {Guid.NewGuid()}")).Id;
        await connections.GiveConsentAsync(_administrator, id, connections.GetConsentStatements().Current.Version);
        NameValueCollection answer = await AllowAsync(await connections.BeginAuthenticationAsync(_administrator, id));
        await connections.CompleteAuthenticationAsync(_administrator, answer["state"]!, answer["code"]);
        Connection complete = await connections.AddExportUserAsync(_administrator, id);
        await connections.SaveAsync(_administrator, id, complete.Version);
        return id;
    }

    /// <summary>Saves an export that is not scheduled yet.</summary>
    public async Task<ExportId> SaveAsync(ConnectionId connection, AudienceId audience, SegmentId segment)
    {
        var draft = new ExportDraft
        {
            DisplayName = $"Export of {segment}",
            Connection = connection,
            Audience = audience.Value,
            Segments = [segment],
            Identifiers = [new(IdentifierKind.Email, "email")],
            Schedule = new ExportSchedule { Kind = ScheduleKind.Off },
        };
        return (await services.GetRequiredService<IExportRegistry>().SaveAsync(_administrator, draft)).Id;
    }

    /// <summary>Schedules exports, from the next full minute on and every day at that time.</summary>
    /// <returns>When they are due first.</returns>
    public async Task<DateTimeOffset> ScheduleAsync(IReadOnlyList<ExportId> exports)
    {
        // From the first look on, what is due counts, whenever workers start.
        await services.GetRequiredService<IScheduledExports>().QueueDueAsync(TimeProvider.System.GetUtcNow());
        DateTimeOffset soon = TimeProvider.System.GetUtcNow().AddSeconds(70);
        DateTimeOffset dueAt = soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerMinute));
        var schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [TimeOnly.FromDateTime(dueAt.UtcDateTime)] } };
        await services.GetRequiredService<IExportRegistry>().SetScheduleAsync(_administrator, exports, schedule);
        return dueAt;
    }

    /// <summary>Says how far the runs of exports are until each has one and all have ended.</summary>
    public async Task<IReadOnlyList<RunRecord>> WatchAsync(IReadOnlyCollection<ExportId> exports)
    {
        IExportRunner runner = services.GetRequiredService<IExportRunner>();
        string said = "";
        using var timer = new PeriodicTimer(LookInterval);
        while (true)
        {
            RunRecord[] runs = [.. (await runner.GetRunsAsync(_administrator, new RunQuery { Take = 1000 })).Items.Where(run => exports.Contains(run.Export))];
            string state = runs.Length == 0
                ? "nothing is due yet"
                : string.Join(", ", runs.GroupBy(static run => run.Status).OrderBy(static group => group.Key).Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
            if (!string.Equals(state, said, StringComparison.Ordinal))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss} {said = state}"));
            if (runs.Length == exports.Count && runs.All(static run => run.HasEnded))
                return runs;
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Allows it on Snapchat's page, as a browser does.</summary>
    private static async Task<NameValueCollection> AllowAsync(Uri page)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var decision = new FormUrlEncodedContent([new("decision", "allow")]);
        using HttpResponseMessage answer = await browser.PostAsync(page, decision);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
    }
}
