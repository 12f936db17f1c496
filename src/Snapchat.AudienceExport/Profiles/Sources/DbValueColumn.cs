using System.Data.Common;
using System.Globalization;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>A column of any other type, written as the invariant culture does.</summary>
internal sealed class DbValueColumn(int ordinal, int field) : DbColumn(ordinal, field)
{
    public override void Append(DbDataReader reader, ProfileChunkBuilder builder)
    {
        object value = reader.GetValue(Ordinal);
        if (value is byte[] bytes)
            builder.Append(Field, bytes);
        else
            builder.Append(Field, Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    public override void Dispose()
    {
    }
}
