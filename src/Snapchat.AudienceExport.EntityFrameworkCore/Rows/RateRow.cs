using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>A rate budget that all processes share.</summary>
internal sealed class RateRow
{
    public required string Name { get; init; }

    public DateTimeOffset FullAt { get; set; }

    public DateTimeOffset PausedUntil { get; set; }

    public static void Configure(EntityTypeBuilder<RateRow> table)
    {
        table.ToTable("audience_export_rates");
        table.HasKey(static row => row.Name);
    }

    public void Set(StoredRate rate) => (FullAt, PausedUntil) = (rate.FullAt, rate.PausedUntil);

    public StoredRate ToStored() => new(Name, FullAt, PausedUntil);
}
