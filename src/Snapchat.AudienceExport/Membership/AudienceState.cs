namespace Snapchat.AudienceExport.Membership;

/// <summary>What a pointer says: all that is known of an audience, apart from the digests themselves.</summary>
internal sealed record AudienceState
{
    public const int CurrentVersion = 1;

    /// <summary>Gets the version of the form; a higher one was written by a later version of this library.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Gets how many runs have ended; 0 if none has.</summary>
    public long Generation { get; init; }

    /// <summary>Gets whether somebody may be there of whom nothing is known here: history was lost, and the audience not replaced since.</summary>
    public bool IsHistoryLost { get; init; }

    /// <summary>Gets what may still take effect of kinds that are not listed: of runs that are forgotten.</summary>
    public OpenAttempts OpenOfOthers { get; init; }

    /// <summary>Gets the kinds that were ever sent.</summary>
    public IReadOnlyList<KindState> Kinds { get; init; } = [];

    /// <summary>Gets what is handed on from generation to generation, changed by the random bytes of each plan; null before the first. Nobody who does not know it can make a token.</summary>
    public string? Salt { get; init; }

    /// <summary>Gets the generation that tokens name. A run that withholds its removals leaves it, and the salt, as they are: what it showed can be confirmed after it.</summary>
    public long TokenGeneration { get; init; }

    /// <summary>Gets the run whose journal was folded last; null if there was none.</summary>
    public LastRun? Last { get; init; }

    /// <summary>Gets the open journal, or null.</summary>
    public JournalReference? Journal { get; init; }

    /// <summary>Gets the audience as it was when it was last looked at, or null.</summary>
    public AudienceFacts? Facts { get; init; }

    /// <summary>Gets the terms of the last mirror whose removals were not withheld; null if there was none since the last run of another mode.</summary>
    public string? MirrorTerms { get; init; }

    /// <summary>Gets how far the audience has come since the normalization rules changed.</summary>
    public RulesChange RulesChange { get; init; }

    /// <summary>Gets how many profiles each segment had at the last successful run.</summary>
    public IReadOnlyList<SegmentSize> Segments { get; init; } = [];

    /// <summary>Gets how large S was after the runs of the last week.</summary>
    public IReadOnlyList<SurelyPeak> Peaks { get; init; } = [];

    /// <summary>Gets how far the removal of erased people has come, or null if it was never tried.</summary>
    public ErasureProgress? Erasure { get; init; }

    /// <summary>Gives the state of an audience of whose history nothing is left: nobody is surely there, anybody may be, and anything may still be on its way.</summary>
    public static AudienceState Lost(long generation, DateTimeOffset now, Lateness lateness) => new()
    {
        Generation = generation,
        IsHistoryLost = true,
        OpenOfOthers = default(OpenAttempts).Interrupt(PlanDirections.Add | PlanDirections.Remove | PlanDirections.Clear, now, lateness),
    };

    /// <summary>Gives the position up to which the entries of a suppression list are removed.</summary>
    /// <exception cref="MembershipStateException">The list is shorter than it was: whoever is missing from it would be sent again.</exception>
    public long ErasedUpTo(SuppressionLog suppressions)
    {
        long upTo = Erasure?.UpTo ?? 0;
        return upTo <= suppressions.Length ? upTo : throw new MembershipStateException(
            "The list of erased people is missing, or older than what is known of the audience, so nothing is sent: bring back the latest copy of it; "
            + "if there is none, declare the state restored with MarkRestored and erase the people again.");
    }

    public OpenAttempts OpenOf(IdentifierKind kind) => Find(kind)?.Open ?? OpenOfOthers;

    public KindState? Find(IdentifierKind kind) => Kinds.FirstOrDefault(state => state.Kind == kind);
}
