using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Tables;

/// <summary>Writes tables: 256 encrypted partitions, and a manifest.</summary>
internal sealed class TableWriter(IMembershipStore store, ISecretProtector protector)
{
    /// <summary>Writes a table; it is durable when the task ends.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="name">The name of the table.</param>
    /// <param name="generation">The generation it belongs to.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="partitions">The 256 partitions in their order; each is read before the next is asked for.</param>
    /// <param name="lease">The lease of the audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<TableReference> WriteAsync(
        AudienceId audience, string name, long generation, int columns, IAsyncEnumerable<TableRows> partitions, StoredLease lease, CancellationToken cancellationToken)
    {
        byte[] key = RandomNumberGenerator.GetBytes(TableCipher.KeyLength);
        byte[] manifest = [];
        var counts = new List<int>(DigestCollector.PartitionCount * columns);
        await store.WriteSetAsync(audience, name, Parts(cancellationToken), lease, cancellationToken).ConfigureAwait(false);
        return new TableReference(name, Checksums.Of(manifest));

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts([EnumeratorCancellation] CancellationToken token)
        {
            using var cipher = new TableCipher(key);
            using var buffer = new PartBuffer();
            int part = 0;
            await foreach (TableRows rows in partitions.WithCancellation(token).ConfigureAwait(false))
            {
                for (int column = 0; column < columns; column++)
                    counts.Add(rows.CountOf(column));
                int length = rows.Bytes.Length + TableCipher.Overhead;
                buffer.Clear();
                cipher.Encrypt(part++, rows.Bytes, buffer.GetSpan(length)[..length]);
                buffer.Advance(length);
                yield return buffer.Written;
            }

            manifest = JsonSerializer.SerializeToUtf8Bytes(
                new TableManifest(TableManifest.CurrentVersion, generation, columns, protector.Protect(key), counts),
                MembershipJson.Default.TableManifest);
            CryptographicOperations.ZeroMemory(key);
            yield return manifest;
        }
    }
}
