using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Worker;

/// <summary>One worker: it follows the schedule and executes runs, together with all others on the same PostgreSQL.</summary>
internal static class WorkerHost
{
    private const string Telemetry = "Snapchat.AudienceExport";

    public static async Task<int> RunAsync(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        Register(builder).AddQuartzScheduling(quartz => quartz.UsePostgreSql(Database(builder)));

        // Runs as traces and metrics, over OTLP to wherever OTEL_EXPORTER_OTLP_ENDPOINT says; by default to a collector on this machine.
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("audience-export-worker", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithTracing(static traces => traces.AddSource(Telemetry).AddOtlpExporter())
            .WithMetrics(static metrics => metrics.AddMeter(Telemetry).AddOtlpExporter());

        // Runs under way write down how far they came, for another worker to go on.
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        await builder.Build().RunAsync();
        return 0;
    }

    /// <summary>Registers what every process on this PostgreSQL needs, whether it executes runs or not.</summary>
    public static ISnapchatAudienceExportBuilder Register(HostApplicationBuilder builder)
    {
        WorkerSettings settings = builder.Configuration.GetSection("Worker").Get<WorkerSettings>() ?? new WorkerSettings();
        return builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddDuckDbSegments(segments => segments.Folder = settings.SegmentFolder)
            .UsePostgreSql(Database(builder), options =>
            {
                options.ApplyMigrationsAtStart = true;
                options.ConfigureKeyRing = keys => keys
                    .PersistKeysToFileSystem(new DirectoryInfo(settings.KeyFolder))
                    .ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(settings.KeyCertificate, settings.KeyCertificatePassword));
            });
    }

    private static string Database(HostApplicationBuilder builder) =>
        builder.Configuration.GetConnectionString("Database") ?? throw new InvalidOperationException("Set ConnectionStrings:Database to the connection string of PostgreSQL.");
}
