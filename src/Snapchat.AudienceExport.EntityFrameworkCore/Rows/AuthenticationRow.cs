using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>An authentication that was begun.</summary>
internal sealed class AuthenticationRow
{
    public required byte[] StateHash { get; init; }

    public required ConnectionId Connection { get; init; }

    public required string ActorId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public static void Configure(EntityTypeBuilder<AuthenticationRow> table)
    {
        table.ToTable("audience_export_authentications");
        table.HasKey(static row => row.StateHash);
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(static row => row.Connection).OnDelete(DeleteBehavior.Cascade);
    }

    public StoredAuthentication ToStored() => new(StateHash, Connection, ActorId, ExpiresAt);
}
