using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

namespace ExportConsole.Targets;

/// <summary>The Snapchat that a run exports to.</summary>
internal interface IExportTarget : IAsyncDisposable
{
    /// <summary>The name of the connection to it.</summary>
    string Name { get; }

    /// <summary>The audience to export to.</summary>
    AudienceId Audience { get; }

    /// <summary>Fills in addresses and the OAuth app.</summary>
    void Configure(SnapchatAudienceExportOptions options);

    /// <summary>Adds what else the target needs.</summary>
    void Register(ISnapchatAudienceExportBuilder exports)
    {
    }

    /// <summary>Authenticates a connection.</summary>
    /// <returns>The connection afterwards.</returns>
    Task<Connection> AuthenticateAsync(IConnectionRegistry connections, ConnectionId id, CancellationToken cancellationToken);
}
