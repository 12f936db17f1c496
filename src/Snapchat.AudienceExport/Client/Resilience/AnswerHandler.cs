using System.Buffers;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Reads the whole answer within its attempt, so that one that breaks off is retried like one that never came.</summary>
internal sealed class AnswerHandler : DelegatingHandler
{
    internal const int MaxAnswer = 16 * 1024 * 1024;
    internal const int MaxErrorAnswer = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            int limit = response.IsSuccessStatusCode ? MaxAnswer : MaxErrorAnswer;
            byte[] body = await ReadAsync(response, limit, cancellationToken).ConfigureAwait(false);
            response.Content.Dispose();
            response.Content = new ByteArrayContent(body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> body = new();
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (body.WrittenCount < limit)
            {
                Memory<byte> free = body.GetMemory();
                int read = await stream.ReadAsync(free[..Math.Min(free.Length, limit - body.WrittenCount)], cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return body.WrittenSpan.ToArray();
                body.Advance(read);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !response.IsSuccessStatusCode)
        {
            // The status says enough.
        }

        // What is cut off of a success does not parse and is reported as such.
        return body.WrittenSpan.ToArray();
    }
}
