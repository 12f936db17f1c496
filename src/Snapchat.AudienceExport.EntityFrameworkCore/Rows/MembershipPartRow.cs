using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>A part of a set.</summary>
internal sealed class MembershipPartRow
{
    public required long SetId { get; init; }

    public required int Number { get; init; }

    public required byte[] Content { get; init; }

    public static void Configure(EntityTypeBuilder<MembershipPartRow> table)
    {
        table.ToTable("audience_export_membership_parts");
        table.HasKey(static row => new { row.SetId, row.Number });

        // Parts are deleted in steps before their set is.
        table.HasOne<MembershipSetRow>().WithMany().HasForeignKey(static row => row.SetId).OnDelete(DeleteBehavior.Restrict);
    }
}
