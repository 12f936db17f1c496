using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

// One export of a few customers to the server named by the argument: what a program compiled ahead of time has to contain.
var server = new Uri(args[0]);
var services = new ServiceCollection();
services.AddSnapchatAudienceExport(options =>
{
    options.ClientId = "benchmark";
    options.ClientSecret = new SnapchatSecret("benchmark");
    options.RefreshToken = new SnapchatSecret("benchmark");
    options.AcceptDataUse = true;
    options.ApiBaseAddress = options.AccountsBaseAddress = server;
});
await using ServiceProvider provider = services.BuildServiceProvider();

ISegmentSource source = SegmentSource.FromEnumerable(["anna@example.com", "bo@example.org"], static email => email);
ExportReport report = await provider.GetRequiredService<ISegmentExporter>().ExportAsync(new SegmentExportRequest(AudienceId.Parse("5677923948298240"), source));
Console.WriteLine($"{report.Status}: {report.Identifiers[0].Accepted} accepted. {report.Problem?.Message}");
return report.Status == ExportStatus.Successful ? 0 : 1;
