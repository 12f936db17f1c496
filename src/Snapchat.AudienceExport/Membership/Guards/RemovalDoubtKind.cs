namespace Snapchat.AudienceExport.Membership.Guards;

/// <summary>Why a run's removals are withheld until a person has confirmed them.</summary>
internal enum RemovalDoubtKind
{
    /// <summary>A large share of those who are surely there would go.</summary>
    LargeShare = 0,

    /// <summary>A large share of those who were there within the last week would be gone.</summary>
    LargeShareOfWeek,

    /// <summary>A segment is missing, inactive or failed.</summary>
    SegmentUnreliable,

    /// <summary>A segment has no members.</summary>
    SegmentEmpty,

    /// <summary>A segment has noticeably fewer members than at the last run.</summary>
    SegmentShrunk,

    /// <summary>A source gave another number of members than it had declared.</summary>
    SegmentMiscounted,

    /// <summary>The audience holds people whom this system did not send, or may.</summary>
    UnknownMembers,

    /// <summary>The first removals since mode, mapping, segments or export user were changed.</summary>
    TermsChanged,

    /// <summary>What is kept was made by older normalization rules: runs only add, whatever was confirmed, until those sent by the newer ones are processed.</summary>
    RulesChanged,
}
