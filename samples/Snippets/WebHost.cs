using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class WebHost
{
    public static WebApplication WithEndpoints(WebApplicationBuilder builder)
    {
        #region endpoints
        builder.Services.AddAuthentication(); // with your schemes: cookies, OpenID Connect, bearer tokens
        builder.Services.AddAuthorization();
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddSegmentSource<CrmSegmentSource>()
            .UseInMemoryStore()
            .AddExportWorker()
            .AddEndpoints(options => options.ReturnPath = "/settings/connections");
        builder.Services.AddHealthChecks().AddAudienceExportChecks(maxAgeOfLastSuccess: TimeSpan.FromDays(2));

        WebApplication app = builder.Build();
        app.MapSnapchatAudienceExport("/audience-export");
        #endregion
        return app;
    }

    public static WebApplication WithDashboard(WebApplicationBuilder builder)
    {
        #region dashboard
        builder.Services.AddAuthentication(); // with your schemes: cookies, OpenID Connect
        builder.Services.AddAuthorization();
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddSegmentSource<CrmSegmentSource>()
            .UseSqlite("Data Source=audience-export.db")
            .AddExportWorker()
            .AddDashboard();

        WebApplication app = builder.Build();
        app.MapAudienceExportDashboard("/audience-export/ui");
        #endregion
        return app;
    }
}
