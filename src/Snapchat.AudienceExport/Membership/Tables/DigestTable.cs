using System.Security.Cryptography;
using System.Text.Json;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Tables;

/// <summary>A table that was written: 256 partitions with columns of sorted digests, read partition by partition.</summary>
internal sealed class DigestTable : IDisposable
{
    private readonly IMembershipStore _store;
    private readonly AudienceId _audience;
    private readonly string _name;
    private readonly TableManifest _manifest;
    private readonly byte[] _key;

    private DigestTable(IMembershipStore store, AudienceId audience, string name, TableManifest manifest, byte[] key) =>
        (_store, _audience, _name, _manifest, _key) = (store, audience, name, manifest, key);

    public int Columns => _manifest.Columns;

    public long Generation => _manifest.Generation;

    /// <summary>Opens a table and checks that it is the one that was referred to.</summary>
    /// <exception cref="MembershipStateException">It is missing, damaged, another one, from a later version, or cannot be decrypted.</exception>
    public static async Task<DigestTable> OpenAsync(IMembershipStore store, ISecretProtector protector, AudienceId audience, TableReference reference, CancellationToken cancellationToken)
    {
        using var part = new PartBuffer();
        if (!await store.ReadPartAsync(audience, reference.Name, -1, part, cancellationToken).ConfigureAwait(false))
            throw Damaged(audience, reference.Name, "is missing");
        if (!string.Equals(Checksums.Of(part.Written.Span), reference.Checksum, StringComparison.Ordinal))
            throw Damaged(audience, reference.Name, "is not the one that its pointer names, perhaps an older one");
        TableManifest manifest = JsonSerializer.Deserialize(part.Written.Span, MembershipJson.Default.TableManifest)!;
        if (manifest.Version > TableManifest.CurrentVersion)
            throw new MembershipStateException($"Table '{reference.Name}' of audience {audience} was written by a later version of this library (form {manifest.Version}, known up to {TableManifest.CurrentVersion}): run that version.");
        try
        {
            return new DigestTable(store, audience, reference.Name, manifest, protector.Unprotect(manifest.Key));
        }
        catch (CryptographicException exception)
        {
            throw new MembershipStateException($"Table '{reference.Name}' of audience {audience} was encrypted with another key: bring back the key ring it was written with, or declare the state restored, and its history counts as lost.", exception);
        }
    }

    /// <summary>Counts the digests of a column in a partition, without reading them.</summary>
    public int CountOf(int partition, int column) => _manifest.Counts[(partition * Columns) + column];

    /// <summary>Counts the digests of a column.</summary>
    public long CountOf(int column)
    {
        long count = 0;
        for (int partition = 0; partition < DigestCollector.PartitionCount; partition++)
            count += CountOf(partition, column);
        return count;
    }

    /// <summary>Reads a partition.</summary>
    /// <param name="partition">The partition, 0 to 255.</param>
    /// <param name="rows">Takes the columns.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="MembershipStateException">The partition is missing or damaged.</exception>
    public async Task ReadAsync(int partition, TableRows rows, CancellationToken cancellationToken)
    {
        using var part = new PartBuffer();
        if (!await _store.ReadPartAsync(_audience, _name, partition, part, cancellationToken).ConfigureAwait(false))
            throw Damaged(_audience, _name, $"lacks partition {partition}");
        int[] counts = new int[Columns];
        for (int column = 0; column < counts.Length; column++)
            counts[column] = CountOf(partition, column);
        Span<byte> clear = rows.Fill(counts);
        if (part.Written.Length != clear.Length + TableCipher.Overhead)
            throw Damaged(_audience, _name, $"has a partition {partition} of another length");
        try
        {
            using var cipher = new TableCipher(_key);
            cipher.Decrypt(partition, part.Written.Span, clear);
        }
        catch (CryptographicException exception)
        {
            throw Damaged(_audience, _name, $"has a damaged partition {partition}", exception);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static MembershipStateException Damaged(AudienceId audience, string name, string how, Exception? inner = null) =>
        new($"Table '{name}' of audience {audience} {how}, so its history counts as lost unless an undamaged copy is brought back; {LostHistory.WayOut}", inner) { IsHistoryLost = true };
}
