using System.Collections.ObjectModel;

namespace Snapchat.AudienceExport;

/// <summary>What became of the values of one kind of identifier. Always: read = blank + refused + duplicates + unique.</summary>
/// <param name="Kind">The kind.</param>
public sealed record IdentifierCounts(IdentifierKind Kind)
{
    /// <summary>Gets the number of values read, over all segments and all fields mapped to this kind.</summary>
    public long Read { get; init; }

    /// <summary>Gets the number of blank values.</summary>
    public long Blank { get; init; }

    /// <summary>Gets the number of refused values by reason; reasons that did not occur are left out.</summary>
    public IReadOnlyDictionary<IdentifierStatus, long> Refused { get; init; } = ReadOnlyDictionary<IdentifierStatus, long>.Empty;

    /// <summary>Gets the number of usable values that occurred before, in this or another segment, however they were spelled.</summary>
    public long Duplicates { get; init; }

    /// <summary>Gets the number of distinct identifiers wanted in the audience.</summary>
    public long Unique { get; init; }

    /// <summary>Gets the number of identifiers to add: planned in a plan, sent in a report.</summary>
    public long Added { get; init; }

    /// <summary>Gets the number of identifiers to remove: planned in a plan, sent in a report.</summary>
    public long Removed { get; init; }

    /// <summary>Gets the number of wanted identifiers that are in the audience already and are not sent again.</summary>
    public long Unchanged { get; init; }

    /// <summary>Gets the number of wanted identifiers left out because their person was erased.</summary>
    public long Suppressed { get; init; }

    /// <summary>Gets the number of additions that Snapchat acknowledged as uploaded; 0 in a plan. It is not the number of people matched, which Snapchat does not tell.</summary>
    public long Accepted { get; init; }

    /// <summary>Gets the sum of <see cref="Refused"/>.</summary>
    public long RefusedTotal => Refused.Values.Sum();
}
