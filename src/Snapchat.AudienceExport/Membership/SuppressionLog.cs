namespace Snapchat.AudienceExport.Membership;

/// <summary>The suppression list as it was read: all entries in their order, and where each ends.</summary>
/// <param name="length">The length of the list in bytes.</param>
/// <param name="entries">The entries, each with the position of its end.</param>
internal sealed class SuppressionLog(long length, IReadOnlyList<(SuppressionEntry Entry, long End)> entries)
{
    private readonly Dictionary<IdentifierKind, Dictionary<Sha256Digest, long>> _inForce = Replay(entries);

    /// <summary>Gets the length of the list: entries that are added later end behind it.</summary>
    public long Length => length;

    /// <summary>Gets the erasures, each with the position of its end.</summary>
    public IEnumerable<(SuppressionEntry Entry, long End)> Erasures => entries.Where(static entry => !entry.Entry.Lifts);

    /// <summary>Gives who is suppressed now.</summary>
    /// <param name="position">Only those of entries that end behind this position.</param>
    public SuppressedDigests InForce(long position = 0) => new(_inForce
        .Select(kind => (kind.Key, Digests: new DigestArray(kind.Value.Where(digest => digest.Value > position).Select(static digest => digest.Key))))
        .Where(static kind => kind.Digests.Count > 0)
        .ToDictionary(static kind => kind.Key, static kind => kind.Digests));

    /// <summary>Whether every digest of an erasure was lifted since.</summary>
    public bool IsLifted(SuppressionEntry entry) =>
        entry.Digests.All(kind => !_inForce.TryGetValue(kind.Key, out Dictionary<Sha256Digest, long>? digests) || !kind.Value.Any(digests.ContainsKey));

    private static Dictionary<IdentifierKind, Dictionary<Sha256Digest, long>> Replay(IReadOnlyList<(SuppressionEntry Entry, long End)> entries)
    {
        var kinds = new Dictionary<IdentifierKind, Dictionary<Sha256Digest, long>>();
        foreach ((SuppressionEntry entry, long end) in entries)
        {
            foreach ((IdentifierKind kind, IReadOnlyList<Sha256Digest> digests) in entry.Digests)
            {
                if (!kinds.TryGetValue(kind, out Dictionary<Sha256Digest, long>? inForce))
                    kinds.Add(kind, inForce = []);
                foreach (Sha256Digest digest in digests)
                {
                    if (entry.Lifts)
                        inForce.Remove(digest);
                    else
                        inForce[digest] = end;
                }
            }
        }

        return kinds;
    }
}
