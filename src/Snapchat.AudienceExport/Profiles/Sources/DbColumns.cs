using System.Data.Common;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>The columns of a reader that hold the wanted fields, and how each is copied.</summary>
internal sealed class DbColumns : IDisposable
{
    private readonly DbDataReader _reader;
    private readonly DbColumn[] _columns;

    /// <exception cref="AudienceExportValidationException">Some field is missing or ambiguous.</exception>
    public DbColumns(DbDataReader reader, IReadOnlyList<string> fields)
    {
        _reader = reader;
        int[] ordinals = FieldNames.Find(fields, NamesOf(reader));
        // In the reader's order, which a reader opened for sequential access insists on.
        _columns = [.. ordinals.Select((ordinal, field) => Create(reader, ordinal, field)).OrderBy(column => column.Ordinal)];
    }

    public static string[] NamesOf(DbDataReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];

    public void AppendRow(ProfileChunkBuilder builder)
    {
        foreach (DbColumn column in _columns)
        {
            if (!_reader.IsDBNull(column.Ordinal))
                column.Append(_reader, builder);
        }

        builder.EndRow();
    }

    public void Dispose()
    {
        foreach (DbColumn column in _columns)
            column.Dispose();
    }

    private static DbColumn Create(DbDataReader reader, int ordinal, int field)
    {
        Type type = reader.GetFieldType(ordinal);
        if (type == typeof(string))
            return new DbTextColumn(ordinal, field);
        return type == typeof(byte[]) ? new DbBytesColumn(ordinal, field) : new DbValueColumn(ordinal, field);
    }
}
