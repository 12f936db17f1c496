namespace Snapchat.AudienceExport.Membership;

/// <summary>A set of digests, partition by partition.</summary>
internal interface IDigestPartitions
{
    /// <summary>Merges the digests of a partition into one that holds other sets too.</summary>
    /// <param name="partition">The partition, 0 to 255.</param>
    /// <param name="destination">Takes the digests.</param>
    /// <param name="marks">The marks that each of them gets.</param>
    void MergeInto(int partition, MarkedPartition destination, DigestMarks marks);
}
