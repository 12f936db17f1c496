using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>A set. It is written and deleted in several short transactions, and counts between the one that completes it and the one that drops it.</summary>
internal sealed class MembershipSetRow
{
    public long Id { get; init; }

    public required AudienceId Audience { get; init; }

    public required string Name { get; init; }

    public MembershipSetState State { get; set; }

    /// <summary>Gets the fence it is written under: what is staged under an earlier one than the latest will never be completed.</summary>
    public required long Fence { get; init; }

    public int Parts { get; set; }

    /// <summary>Gets or sets the length of its largest part, in bytes.</summary>
    public int LargestPart { get; set; }

    public static void Configure(EntityTypeBuilder<MembershipSetRow> table)
    {
        table.ToTable("audience_export_membership_sets");
        table.HasKey(static row => row.Id);
        table.HasIndex(static row => new { row.Audience, row.Name }).IsUnique().HasFilter("state = 'Complete'");
    }
}
