using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Snippets;

internal static class Databases
{
    public static void UseSqlite(HostApplicationBuilder builder)
    {
        #region sqlite
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .UseSqlite("Data Source=/var/lib/my-app/audience-export.db");
        #endregion
    }

    public static void UsePostgreSql(HostApplicationBuilder builder, X509Certificate2 certificate)
    {
        #region postgresql
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .UsePostgreSql("Host=db;Database=audience;Username=audience", options =>
                options.ConfigureKeyRing = keys => keys
                    .PersistKeysToFileSystem(new DirectoryInfo("/mnt/shared/audience-keys"))
                    .ProtectKeysWithCertificate(certificate));
        #endregion
    }

    public static void Schedule(HostApplicationBuilder builder, string database, DirectoryInfo shared, X509Certificate2 certificate)
    {
        #region quartz
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddSegmentSource<CrmSegmentSource>()
            .UsePostgreSql(database, options => options.ConfigureKeyRing = keys => keys.PersistKeysToFileSystem(shared).ProtectKeysWithCertificate(certificate))
            .AddQuartzScheduling(quartz => quartz.UsePostgreSql(database));
        #endregion
    }
}
