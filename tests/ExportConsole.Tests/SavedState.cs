using ExportConsole.Setup;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

namespace ExportConsole.Tests;

/// <summary>A state folder, read through the library as another program would.</summary>
internal sealed class SavedState(string folder) : IAsyncDisposable
{
    private readonly ServiceProvider _services = Open(folder);

    public Task<IReadOnlyList<Connection>> GetConnectionsAsync() =>
        _services.GetRequiredService<IConnectionRegistry>().GetConnectionsAsync(Operator.User, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<Export>> GetExportsAsync() =>
        (await _services.GetRequiredService<IExportRegistry>().GetExportsAsync(Operator.User, cancellationToken: TestContext.Current.CancellationToken)).Items;

    /// <summary>The history, the latest run first.</summary>
    public async Task<IReadOnlyList<RunRecord>> GetRunsAsync() =>
        (await _services.GetRequiredService<IExportRunner>().GetRunsAsync(Operator.User, cancellationToken: TestContext.Current.CancellationToken)).Items;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceProvider Open(string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSnapchatAudienceExport().UseSqlite(StateFolder.ConnectionString(folder));
        return services.BuildServiceProvider();
    }
}
