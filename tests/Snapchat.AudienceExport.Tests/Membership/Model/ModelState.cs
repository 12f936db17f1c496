using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership.Model;

/// <summary>Everything there is about one digest: what is known and durable, what a run holds in memory, and what is so at Snapchat. Times are ticks from now.</summary>
internal readonly record struct ModelState
{
    public enum Phase : byte
    {
        Idle,
        Running,

        /// <summary>The process died; the journal is open.</summary>
        Dead,
    }

    /// <summary>Gets the bounds of the last commit.</summary>
    public DigestMarks Committed { get; init; }

    /// <summary>Gets the bounds as the journal moves them, event by event.</summary>
    public DigestMarks Known { get; init; }

    /// <summary>Gets what the plan says, and what was recorded about its request.</summary>
    public DigestMarks Journal { get; init; }

    public Phase Process { get; init; }

    public RunNature Run { get; init; }

    public ClearStep Clear { get; init; }

    /// <summary>Gets whether the request has a record; it is not sent again then.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Gets whether the plan of the run wants it (W').</summary>
    public bool IsWanted { get; init; }

    public bool IsErased { get; init; }

    public bool IsSentThoughErased { get; init; }

    public byte AddOpen { get; init; }

    public byte RemoveOpen { get; init; }

    public byte CommittedAddOpen { get; init; }

    public byte CommittedRemoveOpen { get; init; }

    public byte DeadFor { get; init; }

    /// <summary>Gets whether the person is in the audience.</summary>
    public bool IsThere { get; init; }

    /// <summary>Gets how many acknowledged removals have done nothing since somebody last set out to add the person.</summary>
    public byte Unremoved { get; init; }

    /// <summary>Gets for how long an unanswered addition may still take effect.</summary>
    public byte LateAdd { get; init; }

    /// <summary>Gets for how long an unanswered removal or clear may still take effect.</summary>
    public byte LateRemove { get; init; }

    /// <summary>Gets how long the accepted clear may still take.</summary>
    public byte AcceptedClear { get; init; }

    /// <summary>Gets whether history was lost, so that somebody may be there of whom nothing is known; until the audience was replaced.</summary>
    public bool IsLost { get; init; }

    /// <summary>Gets whether somebody emptied the audience behind our back, which the next run sees.</summary>
    public bool IsEmptied { get; init; }
}
