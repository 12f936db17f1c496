using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport;

/// <summary>What is kept about the members of an audience cannot be used as it is. The message says what is wrong and the way out; nothing is guessed.</summary>
public sealed class MembershipStateException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">One sentence that says what is wrong, and the way out; no value of a profile, no digest, no secret.</param>
    /// <param name="innerException">What caused it, or null.</param>
    public MembershipStateException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Something that belongs to the history of an audience is missing or damaged, so that nobody knows any more who was sent. For store authors.</summary>
    /// <param name="problem">What is wrong, without a full stop; no value of a profile, no digest, no secret.</param>
    /// <param name="innerException">What caused it, or null.</param>
    /// <returns>The exception to throw. It says the way out, and runs that need no history go on.</returns>
    public static MembershipStateException HistoryLost(string problem, Exception? innerException = null) =>
        new($"{problem}, so its history counts as lost; {LostHistory.WayOut}", innerException) { IsHistoryLost = true };

    /// <summary>Gets whether the history of the audience counts as lost by it: runs that need no history go on.</summary>
    internal bool IsHistoryLost { get; init; }
}
