using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.DependencyInjection;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers exports of segments to Snapchat audiences.</summary>
public static class SnapchatAudienceExportServiceCollectionExtensions
{
    /// <summary>Registers with options from configuration, validated when the host starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section with the properties of <see cref="SnapchatAudienceExportOptions"/>.</param>
    /// <returns>A builder to add to the registration.</returns>
    public static ISnapchatAudienceExportBuilder AddSnapchatAudienceExport(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport();
        services.AddOptions<SnapchatAudienceExportOptions>().Bind(section).Configure(options => SecretBinding.Bind(section, options));
        return builder;
    }

    /// <summary>Registers with options set by code, validated when the host starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to add to the registration.</returns>
    public static ISnapchatAudienceExportBuilder AddSnapchatAudienceExport(this IServiceCollection services, Action<SnapchatAudienceExportOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport();
        services.Configure(configure);
        return builder;
    }

    /// <summary>Registers with options that the host sets elsewhere, validated when the host starts.</summary>
    /// <param name="services">The services.</param>
    /// <returns>A builder to add to the registration. Registering twice changes nothing.</returns>
    public static ISnapchatAudienceExportBuilder AddSnapchatAudienceExport(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        IHttpClientBuilder httpClient = AddClient(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SnapchatAudienceExportOptions>, DataUseValidator>());
        services.TryAddSingleton(SingleAccount.CreateClient);
        services.TryAddSingleton<ISegmentExporter, SegmentExporter>();
        return new Builder(services, httpClient);
    }

    /// <summary>The part that <see cref="SnapchatAudienceClient.Create"/> needs too.</summary>
    internal static IHttpClientBuilder AddClient(IServiceCollection services)
    {
        IHttpClientBuilder httpClient = services.AddHttpClient(SnapchatHttp.ClientName);
        if (services.Any(static service => service.ServiceType == typeof(ApiSender)))
            return httpClient;

        services.AddOptionsWithValidateOnStart<SnapchatAudienceExportOptions>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IValidateOptions<SnapchatAudienceExportOptions>, OptionsRangeValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<SnapchatAudienceExportOptions>, OptionsRulesValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<SnapchatAudienceExportOptions>, InsecureTransportNotice>(),
        ]);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ExportMetrics>();
        services.AddSingleton<ApiSender>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<RateBudgets>();
        services.TryAddSingleton<ISnapchatAudienceClientFactory, SnapchatAudienceClientFactory>();
        services.AddTransient<DeadlineHandler>().AddTransient<RetryHandler>().AddTransient<BearerTokenHandler>()
            .AddTransient<RatePermitHandler>().AddTransient<AttemptTimeoutHandler>().AddTransient<AnswerHandler>();

        // Whatever primary handler the host puts in place: secrets and tokens are never carried along to a redirect, and nothing is kept in cookies.
        services.PostConfigure<HttpClientFactoryOptions>(SnapchatHttp.ClientName, static options => options.HttpMessageHandlerBuilderActions.Add(static builder => SecurePrimaryHandler(builder.PrimaryHandler)));

        // Outermost first. Only one clock rules: the deadline of the call. Handlers that the host adds to all clients would lie outside of it, so they are left out;
        // those it adds to this client's builder see every attempt.
        return httpClient
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler<DeadlineHandler>()
            .AddHttpMessageHandler<RetryHandler>()
            .AddHttpMessageHandler<BearerTokenHandler>()
            .AddHttpMessageHandler<RatePermitHandler>()
            .AddHttpMessageHandler<AttemptTimeoutHandler>()
            .AddHttpMessageHandler<AnswerHandler>()
            .UseSocketsHttpHandler(static (handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // The factory's own log masks headers in the message only and hands the access token to structured sinks; ours says what matters.
            .RemoveAllLoggers();
    }

    private static void SecurePrimaryHandler(HttpMessageHandler primary)
    {
        if (primary is SocketsHttpHandler sockets)
            (sockets.AllowAutoRedirect, sockets.UseCookies) = (false, false);
        else if (primary is HttpClientHandler client)
            (client.AllowAutoRedirect, client.UseCookies) = (false, false);
    }

    private sealed record Builder(IServiceCollection Services, IHttpClientBuilder HttpClient) : ISnapchatAudienceExportBuilder;
}
