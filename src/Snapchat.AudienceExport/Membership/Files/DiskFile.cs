namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>A file of the machine.</summary>
internal sealed class DiskFile(FileStream stream) : IStateFile
{
    public long Length => stream.Length;

    public void Read(long position, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int read = RandomAccess.Read(stream.SafeFileHandle, buffer, position);
            if (read == 0)
                throw new EndOfStreamException($"File '{stream.Name}' ends before it should.");
            buffer = buffer[read..];
            position += read;
        }
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(stream.SafeFileHandle, bytes, position);

    public void SetLength(long length) => stream.SetLength(length);

    public void Sync() => RandomAccess.FlushToDisk(stream.SafeFileHandle);

    public void Dispose() => stream.Dispose();
}
