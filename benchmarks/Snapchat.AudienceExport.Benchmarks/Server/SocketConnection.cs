using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>One connection: requests one after another, as HTTP/1.1 has them.</summary>
internal sealed class SocketConnection(Socket socket)
{
    private const int BufferLength = 256 * 1024;

    private readonly byte[] _buffer = new byte[BufferLength];

    public void Serve()
    {
        while (ReadHead(out int received) is { } head)
        {
            if (head.ExpectsContinue)
                socket.Send("HTTP/1.1 100 Continue\r\n\r\n"u8);
            Drain(head.ContentLength - (received - head.Length));
            Answer(DrainAnswers.For(head.Method, head.Path, head.ContentLength));
        }
    }

    private RequestHead? ReadHead(out int received)
    {
        received = 0;
        while (received < _buffer.Length)
        {
            int count = socket.Receive(_buffer.AsSpan(received));
            if (count == 0)
                return null;
            received += count;
            if (RequestHead.TryParse(_buffer.AsSpan(0, received)) is { } head)
                return head;
        }

        return null;
    }

    private void Drain(long bytes)
    {
        while (bytes > 0)
        {
            int count = socket.Receive(_buffer.AsSpan(0, (int)Math.Min(bytes, BufferLength)));
            if (count == 0)
                return;
            bytes -= count;
        }
    }

    private void Answer(string json) => socket.Send(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}")));
}
