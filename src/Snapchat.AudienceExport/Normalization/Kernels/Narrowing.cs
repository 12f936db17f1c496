using System.Buffers;
using System.Text;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>Brings UTF-16 text to bytes right where its block is written, so that no buffer lies in between.</summary>
internal static class Narrowing
{
    /// <returns>False if the text is not ASCII.</returns>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> blocks) => Ascii.FromUtf16(text, blocks, out _) == OperationStatus.Done;
}
