namespace Snapchat.AudienceExport.Membership;

/// <summary>E: the digests that no request may carry, per kind.</summary>
/// <param name="kinds">The sets of the kinds that have any.</param>
internal sealed class SuppressedDigests(IReadOnlyDictionary<IdentifierKind, DigestArray> kinds)
{
    /// <summary>Gets the kinds that have any.</summary>
    public IReadOnlyCollection<IdentifierKind> Kinds => [.. kinds.Keys.Order()];

    public DigestArray Of(IdentifierKind kind) => kinds.GetValueOrDefault(kind, DigestArray.Empty);

    /// <summary>Takes the suppressed digests out of the body of a request.</summary>
    /// <returns>How many are left, at the beginning of <paramref name="digests"/>.</returns>
    public int Withhold(IdentifierKind kind, Span<Sha256Digest> digests)
    {
        DigestArray suppressed = Of(kind);
        int kept = 0;
        foreach (Sha256Digest digest in digests)
        {
            if (suppressed.Count == 0 || !suppressed.Contains(digest))
                digests[kept++] = digest;
        }

        return kept;
    }
}
