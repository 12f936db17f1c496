namespace Snapchat.AudienceExport.Membership.Tables;

/// <summary>The last part of a table: how to read the others.</summary>
/// <param name="Version">The version of the form; a higher one was written by a later version of this library.</param>
/// <param name="Generation">The generation of the snapshot the table is, or is planned from.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="Key">The key of its parts, encrypted by the secret protector.</param>
/// <param name="Counts">The digests of each column of each partition, partition by partition.</param>
internal sealed record TableManifest(int Version, long Generation, int Columns, byte[] Key, IReadOnlyList<int> Counts)
{
    public const int CurrentVersion = 1;
}
