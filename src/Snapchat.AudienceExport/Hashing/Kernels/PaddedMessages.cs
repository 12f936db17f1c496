using System.Buffers.Binary;

namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>The padding of SHA-256 (FIPS 180-4, section 5.1.1): a 1 bit, zeros, and the length in bits as the last eight bytes of the last block.</summary>
internal static class PaddedMessages
{
    public const int BlockLength = 64;

    /// <summary>The most lanes a kernel has.</summary>
    public const int MaxLanes = 16;

    // The 0x80 byte and the eight bytes of the length come after the message.
    private const int Overhead = 1 + sizeof(ulong);

    /// <summary>Gets how many blocks a message of <paramref name="length"/> bytes takes: 1 up to 55 bytes, 2 up to 119, and so on.</summary>
    public static int BlocksOf(int length) => (length + Overhead + BlockLength - 1) / BlockLength;

    /// <summary>Pads a message in place.</summary>
    /// <param name="padded">Whole blocks that begin with the message; what follows it is overwritten.</param>
    /// <param name="length">The length of the message in bytes.</param>
    public static void Pad(Span<byte> padded, int length)
    {
        padded[length] = 0x80;
        padded[(length + 1)..].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(padded[^sizeof(ulong)..], (ulong)length * 8);
    }

    /// <summary>Gets the length of a padded message back.</summary>
    public static int LengthOf(ReadOnlySpan<byte> padded) => (int)(BinaryPrimitives.ReadUInt64BigEndian(padded[^sizeof(ulong)..]) / 8);
}
