using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>Gathers padded messages of equally many blocks until there is one for every lane of a kernel, and hashes them together.</summary>
internal ref struct MessageGroup
{
    private readonly Sha256Kernel _kernel;
    private readonly int _blocks;
    private readonly Span<byte> _messages;
    private readonly Span<Sha256Digest> _digests;
    private RowNumbers _rows;
    private int _count;

    /// <param name="kernel">The kernel.</param>
    /// <param name="blocks">How many blocks each message has.</param>
    /// <param name="messages">Room for <see cref="PaddedMessages.MaxLanes"/> messages.</param>
    /// <param name="digests">Where digests go, by row.</param>
    public MessageGroup(Sha256Kernel kernel, int blocks, Span<byte> messages, Span<Sha256Digest> digests)
    {
        _kernel = kernel;
        _blocks = blocks;
        _messages = messages;
        _digests = digests;
    }

    /// <summary>Gets where the next message is to be written, whole blocks with their padding.</summary>
    public readonly Span<byte> Next
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _messages.Slice(_count * _blocks * PaddedMessages.BlockLength, _blocks * PaddedMessages.BlockLength);
    }

    /// <summary>Takes the message that was written to <see cref="Next"/>.</summary>
    /// <param name="row">The row its digest belongs to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row)
    {
        _rows[_count++] = row;
        if (_count == _kernel.Lanes)
            Flush();
    }

    /// <summary>Hashes what was added. Lanes without a message hash what is left of earlier ones, and nobody looks at the result.</summary>
    [SkipLocalsInit]
    public void Flush()
    {
        if (_count == 0)
            return;
        Span<Sha256Digest> digests = stackalloc Sha256Digest[PaddedMessages.MaxLanes];
        _kernel.Hash(_messages, _blocks, digests);
        for (int message = 0; message < _count; message++)
            _digests[_rows[message]] = digests[message];
        _count = 0;
    }

    [InlineArray(PaddedMessages.MaxLanes)]
    private struct RowNumbers
    {
        private int _element0;
    }
}
