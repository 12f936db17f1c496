using System.Globalization;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>A column of a segment.</summary>
/// <param name="Ordinal">Its position, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">DuckDB's name of its type.</param>
internal sealed record SegmentColumn(int Ordinal, string Name, string Type)
{
    /// <summary>Gets whether a value of the type is written the same way whoever writes it: text, and numbers without a fraction. A phone number that is a DOUBLE has lost digits.</summary>
    public bool HoldsIdentifiers =>
        Type is "VARCHAR" or "BLOB" or "UUID" or "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT"
        || Type.StartsWith("ENUM(", StringComparison.Ordinal)
        || (Type.StartsWith("DECIMAL(", StringComparison.Ordinal) && Type.EndsWith(",0)", StringComparison.Ordinal));

    /// <summary>Gets the type to show: that of an enumeration lists its values.</summary>
    public string ShownType => Type.StartsWith("ENUM(", StringComparison.Ordinal) ? "ENUM" : Type;

    /// <summary>Gets the name the column goes by in the query, where its own could be anything.</summary>
    public string Alias => string.Create(CultureInfo.InvariantCulture, $"c{Ordinal}");

    /// <summary>Gets what selects the value as bytes of text.</summary>
    public string Expression => Type is "VARCHAR" or "BLOB" ? Alias : $"CAST({Alias} AS VARCHAR)";
}
