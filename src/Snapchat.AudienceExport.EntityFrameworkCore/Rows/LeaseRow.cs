using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>A lease. The row stays when it is released, so that fences go on rising.</summary>
internal sealed class LeaseRow
{
    public required string Name { get; init; }

    public string Holder { get; set; } = "";

    public long Fence { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public bool Released { get; set; }

    public static void Configure(EntityTypeBuilder<LeaseRow> table)
    {
        table.ToTable("audience_export_leases");
        table.HasKey(static row => row.Name);
    }

    public StoredLease ToStored() => new(Name, Holder, Fence, ExpiresAt);
}
