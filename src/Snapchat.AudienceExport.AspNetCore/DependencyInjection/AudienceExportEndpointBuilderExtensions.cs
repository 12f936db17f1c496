using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.DependencyInjection;
using Snapchat.AudienceExport.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what the endpoints of <c>MapSnapchatAudienceExport</c> stand on.</summary>
public static class AudienceExportEndpointBuilderExtensions
{
    /// <summary>Adds the services of the endpoints: options, anti-forgery tokens, the OpenAPI document. Authentication and authorization stay the application's own.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Sets the options, which are validated when the host starts; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder AddEndpoints(this ISnapchatAudienceExportBuilder builder, Action<AudienceExportEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptionsWithValidateOnStart<AudienceExportEndpointOptions>();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IValidateOptions<AudienceExportEndpointOptions>, EndpointOptionsRangeValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<AudienceExportEndpointOptions>, ReturnPathValidator>(),
        ]);
        services.AddAntiforgery();
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        return builder;
    }
}
