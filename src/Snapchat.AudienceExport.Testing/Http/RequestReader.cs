using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The body of a request, counted, and cut off where a fault says so.</summary>
internal sealed class RequestReader(HttpRequest request, long cutAfter)
{
    private const int MaxBuffered = 1 << 20;

    public long BytesRead { get; private set; }

    public long? Length => request.ContentLength;

    /// <summary>Reads what has arrived, at least one byte; 0 at the end.</summary>
    /// <exception cref="RequestAbandonedException">A fault cuts the connection here.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (BytesRead >= cutAfter)
            throw new RequestAbandonedException();
        int count = await request.Body.ReadAsync(buffer[..(int)Math.Min(buffer.Length, cutAfter - BytesRead)], cancellationToken).ConfigureAwait(false);
        BytesRead += count;
        return count;
    }

    /// <summary>Reads a small body as a whole.</summary>
    /// <returns>The body, or null if it is larger than 1 MiB.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAllAsync(CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> body = new();
        while (true)
        {
            int count = await ReadAsync(body.GetMemory(4096), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return body.WrittenMemory;
            body.Advance(count);
            if (body.WrittenCount > MaxBuffered)
                return null;
        }
    }
}
