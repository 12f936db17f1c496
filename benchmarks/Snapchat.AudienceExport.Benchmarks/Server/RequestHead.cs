using System.Globalization;
using System.Text;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>What matters of the head of a request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Length">The length of the head in bytes, its empty line included.</param>
/// <param name="ContentLength">The length of the body.</param>
/// <param name="ExpectsContinue">Whether the client waits for <c>100 Continue</c> before it sends the body.</param>
internal sealed record RequestHead(string Method, string Path, int Length, long ContentLength, bool ExpectsContinue)
{
    private const string ContentLengthHeader = "Content-Length:";

    /// <returns>The head, or null if it has not arrived as a whole.</returns>
    public static RequestHead? TryParse(ReadOnlySpan<byte> received)
    {
        int end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        string[] lines = Encoding.ASCII.GetString(received[..end]).Split("\r\n");
        string? length = lines.FirstOrDefault(static line => line.StartsWith(ContentLengthHeader, StringComparison.OrdinalIgnoreCase));
        string[] requestLine = lines[0].Split(' ');
        return new RequestHead(
            requestLine[0],
            requestLine[1],
            end + 4,
            length is null ? 0 : long.Parse(length.AsSpan(ContentLengthHeader.Length), CultureInfo.InvariantCulture),
            lines.Any(static line => line.StartsWith("Expect: 100", StringComparison.OrdinalIgnoreCase)));
    }
}
