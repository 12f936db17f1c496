using System.Data.Common;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>A column of bytes, which are taken to be UTF-8.</summary>
internal sealed class DbBytesColumn(int ordinal, int field) : DbColumn(ordinal, field)
{
    private readonly PooledBuffer<byte> _buffer = new();

    public override void Append(DbDataReader reader, ProfileChunkBuilder builder)
    {
        int length = ReadFrom(reader, 0);
        while (length == _buffer.Array.Length)
        {
            _buffer.Grow();
            length += ReadFrom(reader, length);
        }

        builder.Append(Field, _buffer.Array.AsSpan(0, length));
    }

    public override void Dispose() => _buffer.Dispose();

    private int ReadFrom(DbDataReader reader, int start) =>
        (int)reader.GetBytes(Ordinal, start, _buffer.Array, start, _buffer.Array.Length - start);
}
