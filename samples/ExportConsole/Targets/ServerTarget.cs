using ExportConsole.CommandLine;
using ExportConsole.Setup;
using Snapchat.AudienceExport;

namespace ExportConsole.Targets;

/// <summary>Snapchat itself, or a server that stands in for it, with credentials from the environment.</summary>
internal sealed class ServerTarget : IExportTarget
{
    private static readonly string[] Variables = ["SNAPCHAT_CLIENT_ID", "SNAPCHAT_CLIENT_SECRET", "SNAPCHAT_REFRESH_TOKEN"];

    private readonly SnapchatServer _server;
    private readonly string[] _credentials;

    /// <exception cref="UsageException">Credentials are missing.</exception>
    public ServerTarget(SnapchatServer server, AudienceId audience)
    {
        _server = server;
        Audience = audience;
        _credentials = [.. Variables.Select(variable => Environment.GetEnvironmentVariable(variable)?.Trim() ?? "")];
        string[] missing = [.. Variables.Where((_, index) => _credentials[index].Length == 0)];
        if (missing.Length > 0)
            throw new UsageException($"--snapchat needs credentials from the environment; set {string.Join(", ", missing)}.");
    }

    /// <summary>The name tells servers apart: no token is sent to another server than the one it is from.</summary>
    public string Name => _server.ToString();

    public AudienceId Audience { get; }

    public void Configure(SnapchatAudienceExportOptions options)
    {
        options.ClientId = _credentials[0];
        options.ClientSecret = new SnapchatSecret(_credentials[1]);
        if (_server.BaseAddress is { } address)
            options.ApiBaseAddress = options.AccountsBaseAddress = address;
    }

    public Task<Connection> AuthenticateAsync(IConnectionRegistry connections, ConnectionId id, CancellationToken cancellationToken) =>
        connections.ImportRefreshTokenAsync(Operator.User, id, new SnapchatSecret(_credentials[2]), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
