using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.EntityFrameworkCore.Mapping;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

internal sealed class ConnectionRow
{
    public required ConnectionId Id { get; init; }

    public long Version { get; set; }

    public ConnectionType Type { get; set; }

    public string DisplayName { get; set; } = "";

    public ConnectionState State { get; set; }

    public ConnectionAccess Access { get; set; } = ConnectionAccess.Administrators;

    public ConsentRecord? Consent { get; set; }

    public SnapchatUser? SnapchatAccount { get; set; }

    public Actor? ExportUser { get; set; }

    public Actor CreatedBy { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }

    public Actor UpdatedBy { get; set; } = null!;

    public DateTimeOffset UpdatedAt { get; set; }

    public static void Configure(EntityTypeBuilder<ConnectionRow> table)
    {
        table.ToTable("audience_export_connections");
        table.HasKey(static row => row.Id);
        table.Property(static row => row.Id).ValueGeneratedNever();
        table.Property(static row => row.Version).IsConcurrencyToken();
        table.Property(static row => row.Access).HasJson(StoreJson.Default.ConnectionAccess);
        table.Property(static row => row.Consent!).HasJson(StoreJson.Default.ConsentRecord);
        table.Property(static row => row.SnapchatAccount!).HasJson(StoreJson.Default.SnapchatUser);
        table.Property(static row => row.ExportUser!).HasJson(StoreJson.Default.Actor);
        table.Property(static row => row.CreatedBy).HasJson(StoreJson.Default.Actor);
        table.Property(static row => row.UpdatedBy).HasJson(StoreJson.Default.Actor);
    }

    public static ConnectionRow Of(StoredConnection connection)
    {
        var row = new ConnectionRow { Id = connection.Id };
        row.Set(connection);
        return row;
    }

    public void Set(StoredConnection connection)
    {
        Version = connection.Version;
        Type = connection.Type;
        DisplayName = connection.DisplayName;
        State = connection.State;
        Access = connection.Access;
        Consent = connection.Consent;
        SnapchatAccount = connection.SnapchatAccount;
        ExportUser = connection.ExportUser;
        (CreatedBy, CreatedAt) = (connection.CreatedBy, connection.CreatedAt);
        (UpdatedBy, UpdatedAt) = (connection.UpdatedBy, connection.UpdatedAt);
    }

    public StoredConnection ToStored() => new(Id, Version)
    {
        Type = Type,
        DisplayName = DisplayName,
        State = State,
        Access = Access,
        Consent = Consent,
        SnapchatAccount = SnapchatAccount,
        ExportUser = ExportUser,
        CreatedBy = CreatedBy,
        CreatedAt = CreatedAt,
        UpdatedBy = UpdatedBy,
        UpdatedAt = UpdatedAt,
    };
}
