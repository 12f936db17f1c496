using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>Ends connections as no well-behaved server does.</summary>
internal static class Connections
{
    /// <summary>Cuts the connection; the client gets a reset, not an orderly end.</summary>
    public static void Reset(HttpContext context)
    {
        context.Features.Get<IConnectionSocketFeature>()?.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        context.Abort();
    }

    /// <summary>Answers at once and closes the connection although the client is still sending.</summary>
    public static async Task AnswerAndCloseAsync(HttpContext context, Answer answer, CancellationToken cancellationToken)
    {
        bool isSending = context.Request.Headers.TransferEncoding.Count > 0 || (context.Request.ContentLength > 0 && context.Request.Headers.Expect.Count == 0);
        if (!isSending || context.Features.Get<IConnectionSocketFeature>() is not { } feature)
        {
            await answer.With(("Connection", "close")).SendAsync(context.Response, cancellationToken).ConfigureAwait(false);
            return;
        }

        // The server would read the rest of the body to be polite. So the answer goes to the socket directly, and the connection ends with bytes still unread.
        StringBuilder head = new($"HTTP/1.1 {answer.Status} Refused\r\nConnection: close\r\nContent-Type: {answer.ContentType}\r\nContent-Length: {answer.Body.Length}\r\n");
        foreach ((string name, string value) in answer.Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        byte[] message = [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. answer.Body.Span];
        await feature.Socket.SendAsync(message, cancellationToken).ConfigureAwait(false);
        Reset(context);
    }
}
