using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The durable list of who was erased. It only grows: lifting an entry is a record too. Each record is encrypted.</summary>
/// <remarks>A record is its length, and encrypted: one byte for the kind, one that says whether it lifts, the digests.</remarks>
internal sealed class SuppressionList(IMembershipStore store, ISecretProtector protector)
{
    private const int HeaderLength = 2;
    private const byte Lifts = 1;

    /// <summary>Reads who is suppressed now.</summary>
    /// <exception cref="MembershipStateException">The list is damaged, or was encrypted with another key.</exception>
    public async Task<SuppressedDigests> ReadAsync(CancellationToken cancellationToken) => Parse((await store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).Span);

    /// <summary>Suppresses digests; it is durable when the task ends.</summary>
    public Task AddAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests, CancellationToken cancellationToken) => AppendAsync(kind, digests, lifts: 0, cancellationToken);

    /// <summary>Suppresses digests no longer; it is durable when the task ends.</summary>
    public Task LiftAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests, CancellationToken cancellationToken) => AppendAsync(kind, digests, Lifts, cancellationToken);

    private async Task AppendAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests, byte lifts, CancellationToken cancellationToken)
    {
        Sha256Digest[] all = [.. digests];
        byte[] body = protector.Protect([(byte)kind, lifts, .. MemoryMarshal.AsBytes(all.AsSpan())]);
        byte[] record = new byte[sizeof(int) + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, body.Length);
        body.CopyTo(record, sizeof(int));

        // Somebody else may be adding too: then the list is longer, and it is tried again behind the end.
        long length;
        do
            length = (await store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).Length;
        while (!await store.TryAppendSuppressionAsync(length, record, cancellationToken).ConfigureAwait(false));
    }

    private SuppressedDigests Parse(ReadOnlySpan<byte> list)
    {
        var kinds = new Dictionary<IdentifierKind, HashSet<Sha256Digest>>();
        try
        {
            while (!list.IsEmpty)
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(list);
                ReadOnlySpan<byte> body = protector.Unprotect(list.Slice(sizeof(int), length));
                list = list[(sizeof(int) + length)..];
                var kind = (IdentifierKind)body[0];
                if (!kinds.TryGetValue(kind, out HashSet<Sha256Digest>? digests))
                    kinds.Add(kind, digests = []);
                Sha256Digest[] recorded = MemoryMarshal.Cast<byte, Sha256Digest>(body[HeaderLength..]).ToArray();
                if (body[1] == Lifts)
                    digests.ExceptWith(recorded);
                else
                    digests.UnionWith(recorded);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new MembershipStateException(
                "The suppression list is damaged or was encrypted with another key, so nothing is sent: bring back an undamaged copy, or the key ring it was written with.", exception);
        }

        return new SuppressedDigests(kinds.ToDictionary(static kind => kind.Key, static kind => new DigestArray(kind.Value)));
    }
}
