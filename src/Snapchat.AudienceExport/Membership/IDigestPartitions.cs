namespace Snapchat.AudienceExport.Membership;

/// <summary>A set of distinct digests, partition by partition, each in ascending order.</summary>
internal interface IDigestPartitions
{
    int CountOf(int partition);

    /// <summary>Copies the digests of a partition.</summary>
    /// <param name="partition">The partition, 0 to 255.</param>
    /// <param name="destination">At least as long as <see cref="CountOf"/> says.</param>
    void CopyTo(int partition, Span<Sha256Digest> destination);
}
