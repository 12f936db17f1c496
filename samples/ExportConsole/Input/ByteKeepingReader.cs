using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace ExportConsole.Input;

/// <summary>
/// Reads UTF-8, or UTF-16 behind a byte order mark, and loses nothing: a byte that is not UTF-8 becomes the lone surrogate U+DC00 + byte.
/// The usual reader puts U+FFFD there, which would turn a broken address into another one that looks whole.
/// </summary>
internal sealed class ByteKeepingReader : TextReader
{
    private const int BlockSize = 1 << 16;
    private const int LongestSequence = 4;

    private readonly Stream _stream;
    private readonly byte[] _bytes = new byte[BlockSize];
    private readonly char[] _chars = new char[BlockSize];
    private readonly bool? _bigEndianUtf16;
    private int _byteStart;
    private int _byteEnd;
    private int _charStart;
    private int _charEnd;
    private bool _streamEnded;

    public ByteKeepingReader(Stream stream)
    {
        _stream = stream;
        Fill();
        (_bigEndianUtf16, _byteStart) = _bytes.AsSpan(0, _byteEnd) switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((bool?)null, 3),
            [0xFF, 0xFE, ..] => (false, 2),
            [0xFE, 0xFF, ..] => (true, 2),
            _ => (null, 0),
        };
    }

    /// <summary>Gets whether what was read so far held a byte that is no text.</summary>
    public bool HasInvalidBytes { get; private set; }

    public override int Read(Span<char> buffer)
    {
        while (_charStart == _charEnd)
        {
            (_charStart, _charEnd) = (0, _bigEndianUtf16 is { } bigEndian ? DecodeUtf16(bigEndian) : DecodeUtf8());
            if (_charEnd == 0 && !Fill())
                return 0;
        }

        int count = Math.Min(buffer.Length, _charEnd - _charStart);
        _chars.AsSpan(_charStart, count).CopyTo(buffer);
        _charStart += count;
        return count;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    // The file is local: a thread that waits for it costs less than an asynchronous operation per block.
    public override Task<int> ReadAsync(char[] buffer, int index, int count) => Task.FromResult(Read(buffer, index, count));

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream.Dispose();
        base.Dispose(disposing);
    }

    private int DecodeUtf8()
    {
        int written = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = _bytes.AsSpan(_byteStart, _byteEnd - _byteStart);
            Span<char> free = _chars.AsSpan(written);
            OperationStatus status = Utf8.ToUtf16(rest, free, out int read, out int chars, replaceInvalidSequences: false, isFinalBlock: _streamEnded);
            _byteStart += read;
            written += chars;
            if (status != OperationStatus.InvalidData)
                return written;
            _chars[written++] = Invalid(_bytes[_byteStart++]);
        }
    }

    private int DecodeUtf16(bool bigEndian)
    {
        int count = (_byteEnd - _byteStart) / sizeof(char);
        Span<ushort> target = MemoryMarshal.Cast<char, ushort>(_chars.AsSpan(0, count));
        MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan(_byteStart, count * sizeof(char))).CopyTo(target);
        if (bigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(target, target);
        _byteStart += count * sizeof(char);
        if (_streamEnded && _byteStart < _byteEnd)
            _chars[count++] = Invalid(_bytes[_byteStart++]);
        return count;
    }

    private bool Fill()
    {
        if (_streamEnded)
            return false;
        int kept = _byteEnd - _byteStart;
        _bytes.AsSpan(_byteStart, kept).CopyTo(_bytes);
        int read = _stream.ReadAtLeast(_bytes.AsSpan(kept), LongestSequence, throwOnEndOfStream: false);
        (_byteStart, _byteEnd, _streamEnded) = (0, kept + read, read < LongestSequence);
        return true;
    }

    private char Invalid(byte value)
    {
        HasInvalidBytes = true;
        return (char)(0xDC00 + value);
    }
}
