using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.EntityFrameworkCore.Mapping;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

internal sealed class ExportRow
{
    public required ExportId Id { get; init; }

    public long Version { get; set; }

    /// <summary>Repeated from the definition, like mode and connection, because queries ask for it.</summary>
    public AudienceId Audience { get; set; }

    public ExportMode Mode { get; set; }

    public ConnectionId? Connection { get; set; }

    public ExportDefinition Definition { get; set; } = null!;

    public Actor CreatedBy { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }

    public Actor UpdatedBy { get; set; } = null!;

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset ScheduledAt { get; set; }

    public static void Configure(EntityTypeBuilder<ExportRow> table)
    {
        table.ToTable("audience_export_exports");
        table.HasKey(static row => row.Id);
        table.Property(static row => row.Id).ValueGeneratedNever();
        table.Property(static row => row.Version).IsConcurrencyToken();
        table.Property(static row => row.Definition).HasJson(StoreJson.Default.ExportDefinition);
        table.Property(static row => row.CreatedBy).HasJson(StoreJson.Default.Actor);
        table.Property(static row => row.UpdatedBy).HasJson(StoreJson.Default.Actor);
        table.HasIndex(static row => row.Audience);
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(static row => row.Connection).OnDelete(DeleteBehavior.Restrict);
    }

    public static ExportRow Of(StoredExport export)
    {
        var row = new ExportRow { Id = export.Id };
        row.Set(export);
        return row;
    }

    public void Set(StoredExport export)
    {
        Version = export.Version;
        (Audience, Mode, Connection) = (export.Definition.Audience, export.Definition.Mode, export.Definition.Connection);
        Definition = export.Definition;
        (CreatedBy, CreatedAt) = (export.CreatedBy, export.CreatedAt);
        (UpdatedBy, UpdatedAt, ScheduledAt) = (export.UpdatedBy, export.UpdatedAt, export.ScheduledAt);
    }

    public StoredExport ToStored() => new(Id, Version, Definition) { CreatedBy = CreatedBy, CreatedAt = CreatedAt, UpdatedBy = UpdatedBy, UpdatedAt = UpdatedAt, ScheduledAt = ScheduledAt };
}
