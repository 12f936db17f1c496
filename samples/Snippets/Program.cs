#region quick-start
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"));
using IHost host = builder.Build();

(string Name, string? Email)[] customers = [("Anna", "Anna@Example.com"), ("Bo", " bo@example.org "), ("Cem", null)];
var request = new SegmentExportRequest(AudienceId.Parse("5677923948298240"), SegmentSource.FromEnumerable(customers, customer => customer.Email));
ExportReport report = await host.Services.GetRequiredService<ISegmentExporter>().ExportAsync(request);

Console.WriteLine($"{report.Status}: {report.Identifiers[0].Accepted} of {report.Identifiers[0].Read} accepted. {report.Problem?.Message}");
#endregion
