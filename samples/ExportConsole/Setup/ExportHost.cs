using ExportConsole.CommandLine;
using ExportConsole.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport;

namespace ExportConsole.Setup;

/// <summary>The registration of the library.</summary>
internal static class ExportHost
{
    /// <param name="settings">What the command line asks for.</param>
    /// <param name="target">The Snapchat to export to; it outlives the host.</param>
    /// <param name="source">Where the profiles come from.</param>
    public static IHost Build(ExportSettings settings, IExportTarget target, ISegmentSource source)
    {
        // Without the host's defaults, so that nothing but the report is on the console; a service keeps them, and with them its logs and configuration.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        ISnapchatAudienceExportBuilder exports = builder.Services
            .AddSnapchatAudienceExport(options =>
            {
                target.Configure(options);
                options.MaxIdentifiersPerRequest = settings.Batch ?? IdentifierBatch.MaxCount;

                // Runs go by the consent of their connection. What is planned or looked up goes past the runner, and whoever runs this program agrees.
                options.AcceptDataUse = true;
            })
            .AddSegmentSource(_ => source)
            .AddExportWorker();
        target.Register(exports);
        if (settings.Fields.Phones.Count > 0)
            exports.AddPhoneNumbers();
        if (settings.State is { } folder)
            exports.UseSqlite(StateFolder.ConnectionString(folder));
        else
            exports.UseInMemoryStore();
        return builder.Build();
    }
}
