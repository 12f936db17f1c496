namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to a registration of Snapchat audience exports.</summary>
public interface ISnapchatAudienceExportBuilder
{
    /// <summary>Gets the services.</summary>
    IServiceCollection Services { get; }

    /// <summary>
    /// Gets the one HTTP client of all connections. Handlers added to it see every attempt, after the library's own handlers; set a proxy on its primary handler.
    /// </summary>
    IHttpClientBuilder HttpClient { get; }
}
