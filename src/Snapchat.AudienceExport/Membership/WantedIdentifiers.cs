namespace Snapchat.AudienceExport.Membership;

/// <summary>What the segments want in the audience: an exact set per identifier kind, and the account of how it came about.</summary>
internal sealed class WantedIdentifiers : IDisposable
{
    /// <summary>Gets what a run wants that read nothing.</summary>
    public static WantedIdentifiers None { get; } = new() { Kinds = [], Segments = [], RefusedValues = [] };

    /// <summary>Gets the account and the set of each kind, in the order of the kinds.</summary>
    public required IReadOnlyList<(IdentifierCounts Counts, DigestSet Digests)> Kinds { get; init; }

    public required IReadOnlyList<SegmentCount> Segments { get; init; }

    /// <summary>Gets what the source said of the segments.</summary>
    public IReadOnlyList<SegmentInfo> Sources { get; init; } = [];

    /// <summary>Gets or sets the segments that were to be read and were not: whose members are wanted is not known then.</summary>
    public IReadOnlyList<UnreadSegment> Unread { get; set; } = [];

    public required IReadOnlyList<RefusedValue> RefusedValues { get; init; }

    public void Dispose()
    {
        foreach ((_, DigestSet digests) in Kinds)
            digests.Dispose();
    }
}
