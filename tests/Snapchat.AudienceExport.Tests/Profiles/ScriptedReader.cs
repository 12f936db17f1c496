using System.Collections;
using System.Data.Common;

namespace Snapchat.AudienceExport.Tests.Profiles;

/// <summary>A reader over an array of rows that behaves as badly as a test asks it to.</summary>
internal sealed class ScriptedReader(string[] names, object?[][] rows) : DbDataReader
{
    private int _row = -1;
    private int _lastOrdinal;

    /// <summary>What <see cref="GetChars"/> throws, if anything.</summary>
    public Exception? GetCharsFailure { get; init; }

    /// <summary>The bytes that <see cref="GetChars"/> allocates.</summary>
    public int GetCharsWaste { get; init; }

    /// <summary>Called before each row.</summary>
    public Action<int>? BeforeRow { get; init; }

    public int GetCharsCalls { get; private set; }

    public int GetStringCalls { get; private set; }

    public bool IsDisposed { get; private set; }

    public override int FieldCount => names.Length;

    public override bool HasRows => rows.Length > 0;

    public override bool IsClosed => IsDisposed;

    public override int Depth => 0;

    public override int RecordsAffected => 0;

    public override object this[int ordinal] => throw new NotSupportedException();

    public override object this[string name] => throw new NotSupportedException();

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return Read();
    }

    public override bool Read()
    {
        BeforeRow?.Invoke(_row + 1);
        _lastOrdinal = 0;
        return ++_row < rows.Length;
    }

    public override string GetName(int ordinal) => names[ordinal];

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override Type GetFieldType(int ordinal) => rows.Select(row => row[ordinal]?.GetType()).FirstOrDefault(type => type is not null) ?? typeof(string);

    public override bool IsDBNull(int ordinal) => Value(ordinal) is null;

    public override string GetString(int ordinal)
    {
        GetStringCalls++;
        return (string)GetValue(ordinal);
    }

    public override object GetValue(int ordinal) => Value(ordinal) ?? DBNull.Value;

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        GetCharsCalls++;
        if (GetCharsFailure is not null)
            throw GetCharsFailure;
        if (GetCharsWaste > 0)
            GC.KeepAlive(new byte[GetCharsWaste]);
        return Copy(((string)GetValue(ordinal)).AsSpan(), dataOffset, buffer.AsSpan(bufferOffset, length));
    }

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy<byte>((byte[])GetValue(ordinal), dataOffset, buffer.AsSpan(bufferOffset, length));

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private static int Copy<T>(ReadOnlySpan<T> value, long start, Span<T> destination)
    {
        ReadOnlySpan<T> rest = value[(int)start..];
        rest = rest[..Math.Min(rest.Length, destination.Length)];
        rest.CopyTo(destination);
        return rest.Length;
    }

    // As with CommandBehavior.SequentialAccess.
    private object? Value(int ordinal)
    {
        if (ordinal < _lastOrdinal)
            throw new InvalidOperationException($"Column {ordinal} was asked for after column {_lastOrdinal}.");
        _lastOrdinal = ordinal;
        return rows[_row][ordinal];
    }

    public override bool NextResult() => false;

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    public override bool GetBoolean(int ordinal) => throw new NotSupportedException();

    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    public override double GetDouble(int ordinal) => throw new NotSupportedException();

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override short GetInt16(int ordinal) => throw new NotSupportedException();

    public override int GetInt32(int ordinal) => throw new NotSupportedException();

    public override long GetInt64(int ordinal) => throw new NotSupportedException();
}
