using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Secrets;

/// <summary>A key ring of the library's own, apart from the host's: whatever the host does with its keys, tokens stay readable.</summary>
internal sealed class KeyRing : IDisposable
{
    private const string Product = "Snapchat.AudienceExport";

    private readonly Lazy<ServiceProvider> _services;

    public KeyRing(IServiceProvider hostServices, Action<IServiceProvider, IDataProtectionBuilder> configure) =>

        // A failure, as of a folder that cannot be made, is not kept: the next call tries again.
        _services = new Lazy<ServiceProvider>(() => Build(hostServices, configure), LazyThreadSafetyMode.PublicationOnly);

    public IDataProtector CreateProtector() => _services.Value.GetRequiredService<IDataProtectionProvider>().CreateProtector($"{Product}.Secrets");

    public void Dispose()
    {
        if (_services.IsValueCreated)
            _services.Value.Dispose();
    }

    private static ServiceProvider Build(IServiceProvider hostServices, Action<IServiceProvider, IDataProtectionBuilder> configure)
    {
        var services = new ServiceCollection();
        if (hostServices.GetService<ILoggerFactory>() is { } loggerFactory)
            services.AddSingleton(loggerFactory);
        configure(hostServices, services.AddDataProtection().SetApplicationName(Product));
        return services.BuildServiceProvider();
    }
}
