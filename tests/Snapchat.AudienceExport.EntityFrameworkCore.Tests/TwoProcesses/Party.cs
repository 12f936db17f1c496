using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>What each of the processes registers: one database, one key ring, one simulator.</summary>
/// <param name="Database">The connection string.</param>
/// <param name="Keys">The folder of the key ring.</param>
/// <param name="Simulator">The address of the simulator.</param>
/// <param name="ClientId">The client ID it knows.</param>
/// <param name="ClientSecret">The client secret it knows.</param>
internal sealed record Party(string Database, string Keys, Uri Simulator, string ClientId, string ClientSecret)
{
    public static ClaimsPrincipal Administrator { get; } =
        new(new ClaimsIdentity([new("sub", "ada"), new(ClaimTypes.Role, nameof(AudienceExportRole.Administrator))], "test"));

    public IServiceCollection Register(Action<ISnapchatAudienceExportBuilder>? build = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport(options =>
        {
            options.ApiBaseAddress = options.AccountsBaseAddress = Simulator;
            (options.ClientId, options.ClientSecret) = (ClientId, new SnapchatSecret(ClientSecret));
            options.RedirectUri = new Uri("https://host.example/callback");
            options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 100_000;
        }).UsePostgreSql(Database, options => options.ConfigureKeyRing = keys => SharedKeys.Configure(keys, Keys));
        build?.Invoke(builder);
        return services;
    }
}
