using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>What people see of stored connections.</summary>
internal sealed class ConnectionViews(ConnectionRequirements requirements, ConsentRules consents)
{
    public Connection ForAdministrators(StoredConnection stored) => new(stored.Id, stored.Version)
    {
        Type = stored.Type,
        DisplayName = stored.DisplayName,
        State = stored.State,
        Access = stored.Access,
        Consent = consents.IsInForce(stored) ? stored.Consent : null,
        SnapchatAccount = stored.SnapchatAccount,
        ExportUser = stored.ExportUser,
        Missing = requirements.Missing(stored),
        CreatedBy = stored.CreatedBy,
        CreatedAt = stored.CreatedAt,
        UpdatedBy = stored.UpdatedBy,
        UpdatedAt = stored.UpdatedAt,
    };

    public static ConnectionChoice ForExports(StoredConnection stored) => new(stored.Id, stored.Type, stored.DisplayName);
}
