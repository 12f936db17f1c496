using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Membership;

/// <summary>An entry of the suppression list: digests of one person that are suppressed from then on, or not any more. It is durable in one step, whatever kinds it has.</summary>
/// <param name="Id">A UUID of version 7.</param>
/// <param name="At">When it was made.</param>
/// <param name="Lifts">Whether it suppresses the digests no longer.</param>
/// <param name="Digests">The digests of each kind.</param>
internal sealed record SuppressionEntry(Guid Id, DateTimeOffset At, bool Lifts, IReadOnlyDictionary<IdentifierKind, IReadOnlyList<Sha256Digest>> Digests)
{
    private const int IdLength = 16;
    private const int HeaderLength = 1 + IdLength + sizeof(long);
    private const int GroupHeaderLength = 1 + sizeof(int);

    public static SuppressionEntry New(TimeProvider timeProvider, bool lifts, IReadOnlyDictionary<IdentifierKind, IReadOnlyList<Sha256Digest>> digests)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        return new SuppressionEntry(Guid.CreateVersion7(now), now, lifts, digests);
    }

    /// <returns>One byte that says whether it lifts, the ID, the time; then for each kind one byte for it, the number of its digests, the digests.</returns>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[HeaderLength + Digests.Values.Sum(static digests => GroupHeaderLength + (digests.Count * Sha256Digest.Length))];
        bytes[0] = Lifts ? (byte)1 : (byte)0;
        Id.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1 + IdLength), At.UtcTicks);
        Span<byte> rest = bytes.AsSpan(HeaderLength);
        foreach ((IdentifierKind kind, IReadOnlyList<Sha256Digest> digests) in Digests)
        {
            rest[0] = (byte)kind;
            BinaryPrimitives.WriteInt32LittleEndian(rest[1..], digests.Count);
            Sha256Digest[] array = [.. digests];
            MemoryMarshal.AsBytes(array.AsSpan()).CopyTo(rest[GroupHeaderLength..]);
            rest = rest[(GroupHeaderLength + (digests.Count * Sha256Digest.Length))..];
        }

        return bytes;
    }

    /// <exception cref="ArgumentOutOfRangeException">The bytes are no entry; or another exception of a span that is too short.</exception>
    public static SuppressionEntry Parse(ReadOnlySpan<byte> bytes)
    {
        var digests = new Dictionary<IdentifierKind, IReadOnlyList<Sha256Digest>>();
        ReadOnlySpan<byte> rest = bytes[HeaderLength..];
        while (!rest.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest[1..]) * Sha256Digest.Length;
            digests[(IdentifierKind)rest[0]] = MemoryMarshal.Cast<byte, Sha256Digest>(rest.Slice(GroupHeaderLength, length)).ToArray();
            rest = rest[(GroupHeaderLength + length)..];
        }

        var at = new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes[(1 + IdLength)..]), TimeSpan.Zero);
        return new SuppressionEntry(new Guid(bytes.Slice(1, IdLength), bigEndian: true), at, bytes[0] != 0, digests);
    }
}
