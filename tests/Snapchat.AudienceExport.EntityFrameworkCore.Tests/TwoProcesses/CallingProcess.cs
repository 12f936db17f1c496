using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>The other process: for each line it reads it calls Snapchat through a connection, several times at once, and writes how that ended.</summary>
internal static class CallingProcess
{
    public const string Command = "call-when-told";
    public const string SecretVariable = "AUDIENCE_EXPORT_TEST_CLIENT_SECRET";
    public const string Ready = "ready";
    public const string Done = "done";
    public const int Calls = 4;

    /// <param name="arguments">Connection string, folder of the key ring, address of the simulator, client ID, connection, and whether to die instead of storing a refreshed token.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var party = new Party(arguments[0], arguments[1], new Uri(arguments[2]), arguments[3], Environment.GetEnvironmentVariable(SecretVariable)!);
        await using ServiceProvider services = Build(party, dies: bool.Parse(arguments[5]));
        ISnapchatAudienceClient client = await services.GetRequiredService<IConnectionRegistry>().OpenClientAsync(Party.Administrator, ConnectionId.Parse(arguments[4]), cancellationToken);
        await Console.Out.WriteLineAsync(Ready);
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
            await Console.Out.WriteLineAsync(await CallAsync(client, cancellationToken));
        return 0;
    }

    /// <returns><see cref="Done"/>, or the name of the exception.</returns>
    public static async Task<string> CallAsync(ISnapchatAudienceClient client, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.GetCurrentUserAsync(cancellationToken)));
            return Done;
        }
        catch (AudienceExportException exception)
        {
            return exception.GetType().Name;
        }
    }

    private static ServiceProvider Build(Party party, bool dies)
    {
        IServiceCollection services = party.Register();
        if (!dies)
            return services.BuildServiceProvider();
        IAudienceExportStore inner = services.BuildServiceProvider().GetRequiredService<IAudienceExportStore>();
        return services.AddSingleton(DyingStore.Over(inner)).BuildServiceProvider();
    }
}
