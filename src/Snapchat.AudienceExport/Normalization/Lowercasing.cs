using System.Text;

namespace Snapchat.AudienceExport.Normalization;

/// <summary>Unicode's default lower-casing without any culture, as JavaScript's <c>toLowerCase()</c> does it.</summary>
/// <remarks>
/// That is the simple mapping of each character but for two: U+0130 (dotted capital I) becomes two characters, and a capital sigma at the end of
/// a word becomes a final one. The simple mapping is the platform's, hence as recent as its ICU: of two machines, one may know a script's capitals
/// (Garay, of Unicode 16) and the other not.
/// </remarks>
internal static class Lowercasing
{
    private static readonly Rune DottedCapitalI = new('\u0130');
    private static readonly Rune CapitalSigma = new('\u03A3');
    private static readonly Rune FinalSmallSigma = new('\u03C2');

    /// <summary>Writes valid UTF-8 in lower case; false if the destination is too short.</summary>
    public static bool TryToLower(ReadOnlySpan<byte> text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        bool afterCased = false;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int length);
            text = text[length..];
            if (rune == DottedCapitalI)
            {
                if (!"i\u0307"u8.TryCopyTo(destination[bytesWritten..]))
                    return false;
                bytesWritten += 3;
            }
            else
            {
                bool isFinalSigma = rune == CapitalSigma && afterCased && !CaseProperties.StartsWithCased(text);
                Rune lower = isFinalSigma ? FinalSmallSigma : Rune.ToLowerInvariant(rune);
                if (!lower.TryEncodeToUtf8(destination[bytesWritten..], out int lowerLength))
                    return false;
                bytesWritten += lowerLength;
            }

            if (!CaseProperties.IsCaseIgnorable(rune))
                afterCased = CaseProperties.IsCased(rune);
        }

        return true;
    }
}
