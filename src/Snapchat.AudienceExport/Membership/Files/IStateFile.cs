namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>An open file of the file store.</summary>
internal interface IStateFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads until the buffer is full.</summary>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    void Read(long position, Span<byte> buffer);

    void Write(long position, ReadOnlySpan<byte> bytes);

    void SetLength(long length);

    /// <summary>Makes the content durable, or fails.</summary>
    void Sync();
}
