using System.Data.Common;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>A column of a reader, and how its values get into a chunk.</summary>
internal abstract class DbColumn(int ordinal, int chunkField) : IDisposable
{
    /// <summary>The column's position at the reader.</summary>
    public int Ordinal => ordinal;

    /// <summary>The field's position in the chunk.</summary>
    protected int Field => chunkField;

    /// <summary>Appends the value of the current row, which is not null.</summary>
    public abstract void Append(DbDataReader reader, ProfileChunkBuilder builder);

    public abstract void Dispose();
}
