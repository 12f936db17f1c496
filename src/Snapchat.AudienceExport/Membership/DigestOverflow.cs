using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Takes what the collectors of one identifier kind cannot hold in memory. Nothing is on the disk until the first of them needs it.</summary>
/// <param name="folder">Where spills are made.</param>
/// <param name="maxInMemory">How many digests each collector may hold in memory.</param>
internal sealed class DigestOverflow(string folder, int maxInMemory) : IDisposable
{
    private readonly Lock _lock = new();

    public int MaxInMemory => maxInMemory;

    /// <summary>Gets what the collectors have spilled, or null if all is in memory.</summary>
    public DigestSpill? Spilled { get; private set; }

    /// <summary>Writes the digests of a partition, and keeps none of them in memory.</summary>
    /// <param name="index">The partition, 0 to 255.</param>
    /// <param name="partition">Sorted and distinct.</param>
    public void Take(int index, DigestPartition partition)
    {
        lock (_lock)
            Spilled ??= Open();
        Move(index, partition, Spilled);
    }

    /// <summary>Opens another spill, which the caller disposes.</summary>
    /// <exception cref="MembershipStateException">The folder cannot be written to.</exception>
    public DigestSpill Open() => StateFolderErrors.Explain(folder, () => new DigestSpill(folder));

    /// <summary>Writes the digests of a partition to a spill, and keeps none of them in memory.</summary>
    /// <param name="index">The partition, 0 to 255.</param>
    /// <param name="partition">Sorted and distinct.</param>
    /// <param name="spill">The spill.</param>
    public void Move(int index, DigestPartition partition, DigestSpill spill)
    {
        StateFolderErrors.Explain(folder, () => partition.WriteTo(index, spill));
        partition.Truncate(0);
    }

    public void Dispose() => Spilled?.Dispose();
}
