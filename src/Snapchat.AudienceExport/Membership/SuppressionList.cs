using System.Buffers.Binary;
using System.Security.Cryptography;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The durable list of who was erased. It only grows: lifting is an entry too. Each entry is encrypted, and its length stands before it.</summary>
internal sealed class SuppressionList(IMembershipStore store, ISecretProtector protector)
{
    /// <summary>Reads who is suppressed now.</summary>
    /// <exception cref="MembershipStateException">The list is damaged, or was encrypted with another key.</exception>
    public async Task<SuppressedDigests> ReadAsync(CancellationToken cancellationToken) => (await ReadLogAsync(cancellationToken).ConfigureAwait(false)).InForce();

    /// <summary>Reads all entries.</summary>
    /// <exception cref="MembershipStateException">The list is damaged, or was encrypted with another key.</exception>
    public async Task<SuppressionLog> ReadLogAsync(CancellationToken cancellationToken) => Parse(await store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Adds an entry; it is durable when the task ends.</summary>
    public async Task AddAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        byte[] body = protector.Protect(entry.ToBytes());
        byte[] record = new byte[sizeof(int) + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, body.Length);
        body.CopyTo(record, sizeof(int));

        // Somebody else may be adding too: then the list is longer, and it is tried again behind the end.
        long length;
        do
            length = (await store.ReadSuppressionsAsync(cancellationToken).ConfigureAwait(false)).Length;
        while (!await store.TryAppendSuppressionAsync(length, record, cancellationToken).ConfigureAwait(false));
    }

    private SuppressionLog Parse(ReadOnlyMemory<byte> list)
    {
        var entries = new List<(SuppressionEntry, long)>();
        try
        {
            for (int position = 0; position < list.Length;)
            {
                ReadOnlySpan<byte> rest = list.Span[position..];
                int length = BinaryPrimitives.ReadInt32LittleEndian(rest);
                position += sizeof(int) + length;
                entries.Add((SuppressionEntry.Parse(protector.Unprotect(rest.Slice(sizeof(int), length))), position));
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IndexOutOfRangeException)
        {
            throw new MembershipStateException(
                "The suppression list is damaged or was encrypted with another key, so nothing is sent: bring back an undamaged copy, or the key ring it was written with.", exception);
        }

        return new SuppressionLog(list.Length, entries);
    }
}
