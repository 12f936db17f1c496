using ExportConsole.Output;
using ExportConsole.Targets;
using Snapchat.AudienceExport;

namespace ExportConsole.Setup;

/// <summary>Finds the connection to a Snapchat in the state, or sets one up, from draft to saved.</summary>
internal sealed class ConnectionSetup(IConnectionRegistry connections, IExportTarget target, IExportView view)
{
    /// <returns>A connection that exports can go through.</returns>
    public async Task<Connection> PrepareAsync(CancellationToken cancellationToken)
    {
        Connection connection = await FindAsync(cancellationToken) is { } saved
            ? await CheckAsync(saved, cancellationToken)
            : await connections.CreateDraftAsync(Operator.User, target.Name, cancellationToken);

        // A saved connection can come to lack something again, so both are completed alike.
        while (connection.Missing is [ConnectionRequirement missing, ..])
            connection = await ProvideAsync(missing, connection, cancellationToken);
        if (connection.State != ConnectionState.Draft)
            return connection;
        connection = await connections.SaveAsync(Operator.User, connection.Id, connection.Version, cancellationToken);
        view.Note($"Set up the connection '{connection.DisplayName}': consent, authentication and export user are in place.");
        return connection;
    }

    private async Task<Connection?> FindAsync(CancellationToken cancellationToken) =>
        (await connections.GetConnectionsAsync(Operator.User, cancellationToken))
            .FirstOrDefault(connection => string.Equals(connection.DisplayName, target.Name, StringComparison.Ordinal));

    private async Task<Connection> CheckAsync(Connection saved, CancellationToken cancellationToken)
    {
        view.Note($"Found the connection '{saved.DisplayName}' in the state.");
        if (saved.State != ConnectionState.Active)
            return saved;
        try
        {
            await connections.TestAsync(Operator.User, saved.Id, cancellationToken);
            return saved;
        }
        catch (ReauthenticationRequiredException)
        {
            view.Note("Its authentication is no longer accepted; authenticating again.");
            return await connections.GetConnectionAsync(Operator.User, saved.Id, cancellationToken);
        }
    }

    private Task<Connection> ProvideAsync(ConnectionRequirement missing, Connection connection, CancellationToken cancellationToken) => missing switch
    {
        ConnectionRequirement.DisplayName => connections.RenameAsync(Operator.User, connection.Id, connection.Version, target.Name, cancellationToken),

        // Who runs this program agrees; where people click, show them the text of the statement first.
        ConnectionRequirement.Consent =>
            connections.GiveConsentAsync(Operator.User, connection.Id, connections.GetConsentStatements().Current.Version, cancellationToken),
        ConnectionRequirement.SnapchatAuthentication => target.AuthenticateAsync(connections, connection.Id, cancellationToken),
        ConnectionRequirement.ExportUser => connections.AddExportUserAsync(Operator.User, connection.Id, cancellationToken),
        _ => throw new NotSupportedException($"This program cannot provide {missing}."),
    };
}
