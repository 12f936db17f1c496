using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>The rules for <c>@</c> and the domain on bit masks: bit i stands for byte i of the address.</summary>
internal static class AddressMask
{
    /// <summary>Whether an address without forbidden characters has one <c>@</c>, a local part, and a domain with an inner dot and without empty labels.</summary>
    /// <typeparam name="TMask">An unsigned integer with a bit for every byte.</typeparam>
    /// <param name="at">Where an <c>@</c> is.</param>
    /// <param name="dots">Where a dot is.</param>
    /// <param name="length">The length of the address, below the number of bits; no mask has a bit at or above it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAddress<TMask>(TMask at, TMask dots, int length)
        where TMask : IBinaryInteger<TMask>
    {
        // x - 1 turns the lowest 1 of x into 0 and all below it into 1: so this is every bit above the lowest @, and none if there is no @.
        TMask domain = ~(at | (at - TMask.One));
        dots &= domain;

        // Each term is a mistake: a second @, nothing before the @, a dot right behind it, two dots in a row, a dot at the end.
        TMask mistakes = (at & (at - TMask.One)) | (at & TMask.One) | (dots & (at << 1)) | (dots & (dots >> 1)) | (dots >> (length - 1));
        return mistakes == TMask.Zero && dots != TMask.Zero;
    }
}
