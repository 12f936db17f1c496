using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>A record of the suppression list.</summary>
internal sealed class SuppressionRow
{
    /// <summary>Gets where it begins: the length of all records before it, in bytes.</summary>
    public required long Position { get; init; }

    public required byte[] Content { get; init; }

    public static void Configure(EntityTypeBuilder<SuppressionRow> table)
    {
        table.ToTable("audience_export_suppressions");
        table.HasKey(static row => row.Position);
        table.Property(static row => row.Position).ValueGeneratedNever();
    }
}
