using System.Buffers;
using System.Text.Json;
using Snapchat.AudienceExport.Testing.Http;

namespace Snapchat.AudienceExport.Testing.Users;

/// <summary>Takes the body of an upload or removal from the connection, in memory that does not depend on its size but for the digests.</summary>
internal static class UsersBodyReader
{
    private const int WindowBytes = 128 * 1024;

    /// <summary>Reads to the end of the body, or to where it stops being JSON.</summary>
    /// <returns>The body, which the caller disposes.</returns>
    public static async ValueTask<UsersBody> ReadAsync(RequestReader reader, bool rejectUpperCase, CancellationToken cancellationToken)
    {
        UsersBody body = new();
        byte[] window = ArrayPool<byte>.Shared.Rent(WindowBytes);
        try
        {
            await FillAsync(reader, new UsersBodyParser(body, rejectUpperCase, CapacityHint(reader.Length)), window, cancellationToken).ConfigureAwait(false);
            if (body.Parts.Count == 0)
                body.Problem ??= "users must have at least one element";
            return body;
        }
        catch (JsonException)
        {
            body.Problem = "The body is not JSON";
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private static async ValueTask FillAsync(RequestReader reader, UsersBodyParser parser, byte[] window, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (true)
        {
            int count = await reader.ReadAsync(window.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            filled += count;
            int consumed = parser.Parse(window.AsSpan(0, filled), isLast: count == 0);
            if (count == 0)
                return;
            filled -= consumed;
            if (filled == window.Length)
                throw new JsonException("A single value is larger than the window.");
            window.AsSpan(consumed, filled).CopyTo(window);
        }
    }

    private static int CapacityHint(long? length) => (int)Math.Min((length ?? 0) / (Sha256Digest.HexLength + 5), UsersBody.MaxIdentifiers);
}
