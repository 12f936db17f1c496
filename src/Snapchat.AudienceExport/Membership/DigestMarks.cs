namespace Snapchat.AudienceExport.Membership;

/// <summary>The sets that one digest belongs to, as bits: what the rules of membership read and write.</summary>
[Flags]
internal enum DigestMarks : ushort
{
    None = 0,

    /// <summary>S: surely in the audience.</summary>
    Surely = 1 << 0,

    /// <summary>M: maybe in the audience; whoever is surely there is maybe there too.</summary>
    Maybe = 1 << 1,

    /// <summary>One earlier run removed it and got a short count.</summary>
    ShortOnce = 1 << 2,

    /// <summary>Two earlier runs removed it and got short counts.</summary>
    ShortTwice = 1 << 3,

    /// <summary>W: some segment wants it.</summary>
    Wanted = 1 << 4,

    /// <summary>E: a person had it erased.</summary>
    Erased = 1 << 5,

    /// <summary>A: the plan adds it.</summary>
    Added = 1 << 6,

    /// <summary>R: the plan removes it.</summary>
    Removed = 1 << 7,

    /// <summary>Its request was acknowledged in full, when no attempt of the other direction could still take effect.</summary>
    Acknowledged = 1 << 8,

    /// <summary>Its request was acknowledged with a short count, when no attempt of the other direction could still take effect.</summary>
    AcknowledgedShort = 1 << 9,

    /// <summary>What is known between two runs, and is kept.</summary>
    State = Surely | Maybe | ShortOnce | ShortTwice,

    /// <summary>Every mark there is.</summary>
    All = (1 << 10) - 1,
}
