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

    /// <summary>Writes digests of a partition.</summary>
    /// <param name="partition">The partition, 0 to 255.</param>
    /// <param name="sorted">Distinct digests in ascending order.</param>
    public void Add(int partition, ReadOnlySpan<Sha256Digest> sorted)
    {
        lock (_lock)
            Spilled ??= Open();
        Add(partition, sorted, Spilled);
    }

    /// <summary>Opens another spill, which the caller disposes.</summary>
    /// <exception cref="MembershipStateException">The folder cannot be written to.</exception>
    public DigestSpill Open() => StateFolderErrors.Explain(folder, () => new DigestSpill(folder));

    /// <summary>Writes digests of a partition to a spill.</summary>
    /// <param name="partition">The partition, 0 to 255.</param>
    /// <param name="sorted">Distinct digests in ascending order.</param>
    /// <param name="spill">The spill.</param>
    /// <exception cref="MembershipStateException">The folder cannot be written to.</exception>
    public void Add(int partition, ReadOnlySpan<Sha256Digest> sorted, DigestSpill spill)
    {
        try
        {
            spill.Add(partition, sorted);
        }
        catch (Exception exception) when (StateFolderErrors.IsOfFileSystem(exception))
        {
            throw StateFolderErrors.Explained(folder, exception);
        }
    }

    public void Dispose() => Spilled?.Dispose();
}
