using System.Runtime.Intrinsics;

namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>
/// Two tables of 16 entries that together tell forbidden bytes from allowed ones. A byte is looked up in one by its low four bits and in the other by its high four bits;
/// it is forbidden if the two entries have a bit in common. So one bit stands for a group of forbidden bytes with the same high half:
/// 1: 0x00–0x1F (control characters) and 0x80–0xFF (not ASCII); 2: space " ( ) , 4: : ; &lt; > 8: [ \ ] 16: DEL.
/// </summary>
/// <remarks>The quote is among them although a quoted local part is valid: such an address is left to the exact rule.</remarks>
internal static class NibbleTables
{
    /// <summary>By the low four bits: group 1 has every entry; the others have those bytes of the group that end so.</summary>
    public static Vector128<byte> Low => Vector128.Create((byte)3, 1, 3, 1, 1, 1, 1, 1, 3, 3, 5, 13, 15, 9, 5, 17);

    /// <summary>By the high four bits: the group that begins so.</summary>
    public static Vector128<byte> High => Vector128.Create((byte)1, 1, 2, 4, 0, 8, 0, 16, 1, 1, 1, 1, 1, 1, 1, 1);
}
