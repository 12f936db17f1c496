using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>
/// The body <c>{"users":[{"schema":["EMAIL_SHA256"],"data":[["hex"],…]}]}</c>, written from digests straight into the connection.
/// Each attempt writes from a buffer of its own: one that was given up may still be writing while the next one writes the same bytes anew.
/// Once the content is disposed, no attempt reads the digests any more, and the caller may use their memory for others.
/// </summary>
internal sealed class UsersContent : HttpContent
{
    private const int BufferLength = 64 * 1024;
    private const int LastComma = 1;

    private readonly IdentifierKind _kind;
    private readonly ReadOnlyMemory<Sha256Digest> _digests;
    private readonly byte[] _head;
    private readonly ExportMetrics _metrics;
    private readonly Lock _lock = new();
    private bool _disposed;

    public UsersContent(IdentifierBatch batch, ExportMetrics metrics)
    {
        _kind = batch.Kind;
        _digests = batch.Digests;
        _head = [.. HeadStart, .. Schema(batch.Kind), .. HeadEnd];
        _metrics = metrics;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    private static ReadOnlySpan<byte> HeadStart => "{\"users\":[{\"schema\":[\""u8;

    private static ReadOnlySpan<byte> HeadEnd => "\"],\"data\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}]}"u8;

    /// <summary>Gets the length in bytes of a body with that many digests, at least one.</summary>
    public static long GetLength(IdentifierKind kind, int count) =>
        HeadStart.Length + Schema(kind).Length + HeadEnd.Length + ((long)DigestRows.RowLength * count) - LastComma + Tail.Length;

    protected override bool TryComputeLength(out long length)
    {
        length = GetLength(_kind, _digests.Length);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
            _disposed = true;
        base.Dispose(disposing);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            _head.CopyTo(buffer, 0);
            int filled = _head.Length;
            for (int next = 0; next < _digests.Length;)
            {
                int rows = Math.Min((buffer.Length - filled) / DigestRows.RowLength, _digests.Length - next);
                filled += WriteRows(next, rows, buffer.AsSpan(filled));
                next += rows;
                if (next < _digests.Length)
                    await FlushAsync(filled).ConfigureAwait(false);
            }

            // The tail replaces the last comma; it fits, or else there is a buffer of its own for it.
            filled--;
            if (buffer.Length - filled < Tail.Length)
                await FlushAsync(filled).ConfigureAwait(false);
            Tail.CopyTo(buffer.AsSpan(filled));
            await FlushAsync(filled + Tail.Length).ConfigureAwait(false);

            async ValueTask FlushAsync(int count)
            {
                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                _metrics.BytesSent(count);
                filled = 0;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int WriteRows(int start, int rows, Span<byte> destination)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return DigestRows.Write(_digests.Span.Slice(start, rows), destination);
        }
    }

    private static ReadOnlySpan<byte> Schema(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Email => "EMAIL_SHA256"u8,
        IdentifierKind.Phone => "PHONE_SHA256"u8,
        IdentifierKind.MobileAdId => "MOBILE_AD_ID_SHA256"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of identifier."),
    };
}
