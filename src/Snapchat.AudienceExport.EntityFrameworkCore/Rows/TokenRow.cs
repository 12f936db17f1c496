using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>The encrypted tokens of a connection.</summary>
internal sealed class TokenRow
{
    public required ConnectionId Connection { get; init; }

    public long Version { get; set; }

    public byte[] RefreshToken { get; set; } = [];

    public byte[]? AccessToken { get; set; }

    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    public DateTimeOffset? RefreshBegunAt { get; set; }

    public static void Configure(EntityTypeBuilder<TokenRow> table)
    {
        table.ToTable("audience_export_tokens");
        table.HasKey(static row => row.Connection);
        table.Property(static row => row.Version).IsConcurrencyToken();
        table.HasOne<ConnectionRow>().WithOne().HasForeignKey<TokenRow>(static row => row.Connection).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>Puts another token in place, as the next version.</summary>
    public void Replace(StoredToken token)
    {
        Version++;
        RefreshToken = token.RefreshToken;
        (AccessToken, AccessTokenExpiresAt) = (token.AccessToken, token.AccessTokenExpiresAt);
        RefreshBegunAt = null;
    }

    public StoredToken ToStored() =>
        new(Connection, Version, RefreshToken) { AccessToken = AccessToken, AccessTokenExpiresAt = AccessTokenExpiresAt, RefreshBegunAt = RefreshBegunAt };
}
