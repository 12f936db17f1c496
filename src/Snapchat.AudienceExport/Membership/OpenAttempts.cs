namespace Snapchat.AudienceExport.Membership;

/// <summary>Until when attempts that were left unanswered may still take effect at Snapchat, per direction.</summary>
/// <param name="AddUntil">From then on, no unanswered addition can take effect.</param>
/// <param name="RemoveUntil">From then on, no unanswered removal or clear can take effect.</param>
internal readonly record struct OpenAttempts(DateTimeOffset AddUntil, DateTimeOffset RemoveUntil)
{
    /// <summary>An acknowledgement moves the bounds only if no attempt of the other direction can undo it afterwards.</summary>
    public bool LetCount(UploadOperation acknowledged, DateTimeOffset now) => now >= (acknowledged == UploadOperation.Add ? RemoveUntil : AddUntil);

    /// <summary>An attempt got no answer: it may take effect until <paramref name="lateness"/> after it can have been sent.</summary>
    public OpenAttempts LeaveUnanswered(UploadOperation operation, DateTimeOffset latestSend, TimeSpan lateness) => operation == UploadOperation.Add
        ? this with { AddUntil = Later(AddUntil, latestSend + lateness) }
        : this with { RemoveUntil = Later(RemoveUntil, latestSend + lateness) };

    /// <summary>The process died in a run: of each direction in its plan, an attempt may be on its way, also one whose request was acknowledged at a second attempt.</summary>
    /// <param name="directions">The directions in the run's plan.</param>
    /// <param name="latestSend">When the process can have sent something at the latest.</param>
    /// <param name="lateness">How late attempts may take effect.</param>
    public OpenAttempts Interrupt(PlanDirections directions, DateTimeOffset latestSend, Lateness lateness)
    {
        OpenAttempts open = this;
        if (directions.HasFlag(PlanDirections.Add))
            open = open.LeaveUnanswered(UploadOperation.Add, latestSend, lateness.Request);
        if (directions.HasFlag(PlanDirections.Remove))
            open = open.LeaveUnanswered(UploadOperation.Remove, latestSend, lateness.Request);
        if (directions.HasFlag(PlanDirections.Clear))
            open = open.LeaveUnanswered(UploadOperation.Remove, latestSend, lateness.Clear);
        return open;
    }

    /// <summary>A run ended: a clear that was accepted and not seen to settle is still at work.</summary>
    public OpenAttempts EndRun(ClearStep clear, DateTimeOffset acceptedAt, Lateness lateness) =>
        clear == ClearStep.Accepted ? LeaveUnanswered(UploadOperation.Remove, acceptedAt, lateness.Clear) : this;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
