using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>Puts the whole application below a path, as behind a gateway.</summary>
internal sealed class MountedBelow : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UsePathBase("/portal");
        next(app);
    };
}
