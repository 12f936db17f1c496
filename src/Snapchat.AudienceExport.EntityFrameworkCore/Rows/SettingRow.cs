using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

internal sealed class SettingRow
{
    public required string Name { get; init; }

    public long Version { get; set; }

    public string Value { get; set; } = "";

    public static void Configure(EntityTypeBuilder<SettingRow> table)
    {
        table.ToTable("audience_export_settings");
        table.HasKey(static row => row.Name);
        table.Property(static row => row.Version).IsConcurrencyToken();
    }

    public StoredSetting ToStored() => new(Name, Version, Value);
}
