using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>A record of a log.</summary>
internal sealed class MembershipLogRow
{
    public required AudienceId Audience { get; init; }

    public required string Name { get; init; }

    /// <summary>Gets where it begins: the length of all records before it, in bytes.</summary>
    public required long Position { get; init; }

    public required byte[] Content { get; init; }

    public static void Configure(EntityTypeBuilder<MembershipLogRow> table)
    {
        table.ToTable("audience_export_membership_logs");
        table.HasKey(static row => new { row.Audience, row.Name, row.Position });
    }
}
