using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>What a connection needs to be saved, and to be exported through.</summary>
internal sealed class ConnectionRequirements(ConsentRules consents)
{
    /// <summary>What is missing: for a draft, and as much for a saved connection whose consent or authentication was lost since.</summary>
    public IReadOnlyList<ConnectionRequirement> Missing(StoredConnection connection) =>
    [
        .. connection.DisplayName.Length == 0 ? [ConnectionRequirement.DisplayName] : Nothing,
        .. consents.IsInForce(connection) ? Nothing : [ConnectionRequirement.Consent],
        .. connection.SnapchatAccount is null || connection.State == ConnectionState.NeedsReauthentication ? [ConnectionRequirement.SnapchatAuthentication] : Nothing,
        .. connection.ExportUser is null ? [ConnectionRequirement.ExportUser] : Nothing,
    ];

    /// <exception cref="AudienceExportValidationException">Something is missing; everything that is missing is named.</exception>
    public void Demand(StoredConnection connection)
    {
        if (Missing(connection) is { Count: > 0 } missing)
            throw new AudienceExportValidationException([.. missing.Select(static item => new ValidationProblem(item.ToString(), Advice(item)))]);
    }

    private static ConnectionRequirement[] Nothing => [];

    private static string Advice(ConnectionRequirement item) => item switch
    {
        ConnectionRequirement.DisplayName => "Give the connection a display name.",
        ConnectionRequirement.Consent => "Agree to the current wording of the consent for the Snapchat account of the connection.",
        ConnectionRequirement.SnapchatAuthentication => "Authenticate the connection with Snapchat.",
        _ => "Add yourself as export user.",
    };
}
