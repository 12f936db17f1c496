using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

/// <summary>How values become columns.</summary>
internal static class ColumnExtensions
{
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property, JsonTypeInfo<T> type) =>
        property.HasConversion(new ValueConverter<T, string>(value => JsonSerializer.Serialize(value, type), text => JsonSerializer.Deserialize(text, type)!));

    /// <summary>Names columns, keys and indexes like_this, so that nobody has to quote them in PostgreSQL.</summary>
    public static void UseSnakeCase(this IMutableModel model)
    {
        foreach (IMutableEntityType entity in model.GetEntityTypes())
        {
            foreach (IMutableProperty property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
            foreach (IMutableKey key in entity.GetKeys())
                key.SetName($"pk_{entity.GetTableName()}");
            foreach (IMutableIndex index in entity.GetIndexes())
                index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(static property => SnakeCase(property.Name)))}{(index.GetFilter() is null ? "" : "_filtered")}");
            foreach (IMutableForeignKey foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName($"fk_{entity.GetTableName()}_{string.Join('_', foreignKey.Properties.Select(static property => SnakeCase(property.Name)))}");
        }
    }

    private static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && result.Length > 0)
                result.Append('_');
            result.Append(char.ToLowerInvariant(letter));
        }

        return result.ToString();
    }
}
