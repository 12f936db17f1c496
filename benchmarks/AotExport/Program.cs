using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

// One export of two customers, to the server named by the argument, which takes any credentials, or by the environment: what a program compiled ahead of time has to contain.
var server = new Uri(args is [var address] ? address : Setting("ApiBaseAddress"));
var services = new ServiceCollection();
services.AddSnapchatAudienceExport(options =>
{
    options.ClientId = Setting("ClientId");
    options.ClientSecret = new SnapchatSecret(Setting("ClientSecret"));
    options.RefreshToken = new SnapchatSecret(Setting("RefreshToken"));
    options.AcceptDataUse = true;
    options.ApiBaseAddress = options.AccountsBaseAddress = server;
});
await using ServiceProvider provider = services.BuildServiceProvider();

ISegmentSource source = SegmentSource.FromEnumerable(["anna@example.com", "bo@example.org"], static email => email);
ExportReport report = await provider.GetRequiredService<ISegmentExporter>().ExportAsync(new SegmentExportRequest(AudienceId.Parse("5677923948298240"), source));
Console.WriteLine($"{report.Status}: {report.Identifiers[0].Accepted} accepted. {report.Problem?.Message}");
return report.Status == ExportStatus.Successful ? 0 : 1;

static string Setting(string name) => Environment.GetEnvironmentVariable($"Snapchat__{name}") ?? "benchmark";
