using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>Collects normalized addresses in slots, and hashes them with a kernel whenever all slots are taken.</summary>
internal ref struct MessageGroup
{
    /// <summary>The bytes of all slots together.</summary>
    public const int SlotBytes = MessageSlots.GroupSize * MessageSlots.Stride;

    private readonly Sha256Kernel _kernel;
    private readonly Span<byte> _slots;
    private readonly Span<Sha256Digest> _digests;
    private RowNumbers _rows;
    private RowNumbers _lengths;
    private int _count;

    /// <summary>Initializes an empty group.</summary>
    /// <param name="kernel">Hashes the messages.</param>
    /// <param name="slots">Scratch memory of <see cref="SlotBytes"/> bytes.</param>
    /// <param name="digests">Receives the digest of row i at index i.</param>
    public MessageGroup(Sha256Kernel kernel, Span<byte> slots, Span<Sha256Digest> digests)
    {
        _kernel = kernel;
        _slots = slots;
        _digests = digests;
    }

    /// <summary>Where the next message is written before it is added.</summary>
    public readonly Span<byte> NextSlot => _slots.Slice(_count * MessageSlots.Stride, MessageSlots.Stride);

    /// <summary>Takes the row that was normalized into <see cref="NextSlot"/>, and returns how many valid rows that adds.</summary>
    public int Add(int row, IdentifierStatus status, int length)
    {
        _digests[row] = status == IdentifierStatus.AlreadyHashed ? Sha256Digest.FromHex(NextSlot[..length]) : default;
        if (status != IdentifierStatus.Valid)
            return 0;
        _rows[_count] = row;
        _lengths[_count] = length;
        _count++;
        if (_count == MessageSlots.GroupSize)
            HashAdded();
        return 1;
    }

    /// <summary>Hashes the rows taken since the last full group; called once more after the last row.</summary>
    public void HashAdded()
    {
        Span<Sha256Digest> digests = stackalloc Sha256Digest[MessageSlots.GroupSize];
        _kernel.Hash(_slots, _lengths[.._count], digests[.._count]);
        for (int message = 0; message < _count; message++)
            _digests[_rows[message]] = digests[message];
        _count = 0;
    }

    [InlineArray(MessageSlots.GroupSize)]
    private struct RowNumbers
    {
        private int _element0;
    }
}
