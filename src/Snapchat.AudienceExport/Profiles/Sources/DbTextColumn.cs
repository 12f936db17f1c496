using System.Data.Common;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>A column of strings, read into a buffer instead of one string per row where the provider gains by it.</summary>
internal sealed class DbTextColumn(int ordinal, int field) : DbColumn(ordinal, field)
{
    // The first value may fill caches of the provider; the second shows what every value costs.
    private const int JudgedValue = 2;

    // An object header, the length and the final zero of a string of UTF-16.
    private const int StringOverhead = 22;

    private readonly PooledBuffer<char> _buffer = new();
    private bool _usesStrings;
    private int _valuesRead;

    public override void Append(DbDataReader reader, ProfileChunkBuilder builder)
    {
        if (_usesStrings || ReadChars(reader) is not { } length)
            builder.Append(Field, reader.GetString(Ordinal));
        else
            builder.Append(Field, _buffer.Array.AsSpan(0, length));
    }

    public override void Dispose() => _buffer.Dispose();

    /// <summary>Returns the length of the value that is now in the buffer, or null if the provider has no such call.</summary>
    private int? ReadChars(DbDataReader reader)
    {
        try
        {
            int length = _valuesRead < JudgedValue ? ReadFirstCharsAndJudge(reader) : ReadCharsFrom(reader, 0);
            while (length == _buffer.Array.Length)
            {
                _buffer.Grow();
                length += ReadCharsFrom(reader, length);
            }

            return length;
        }
        catch (Exception exception) when (exception is NotSupportedException or NotImplementedException or InvalidCastException)
        {
            _usesStrings = true;
            return null;
        }
    }

    // Some providers offer the call and make several objects in it, which is worse than one string.
    private int ReadFirstCharsAndJudge(DbDataReader reader)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int length = ReadCharsFrom(reader, 0);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        bool isJudged = length > 0 && ++_valuesRead == JudgedValue;
        _usesStrings = isJudged && allocated > StringOverhead + (sizeof(char) * length);
        return length;
    }

    private int ReadCharsFrom(DbDataReader reader, int start) =>
        (int)reader.GetChars(Ordinal, start, _buffer.Array, start, _buffer.Array.Length - start);
}
