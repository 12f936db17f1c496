namespace Snapchat.AudienceExport.Membership;

/// <summary>How a run stopped before all of its requests were answered. Its process knew which attempts had no answer: whoever comes next need not assume the worst.</summary>
/// <param name="IsCanceled">Whether somebody canceled it; else it failed, or its host stopped.</param>
/// <param name="At">When.</param>
/// <param name="Open">What may still take effect, of each kind.</param>
internal sealed record RunStop(bool IsCanceled, DateTimeOffset At, IReadOnlyList<KindAttempts> Open)
{
    /// <summary>Gets what may still take effect of kinds that were never sent.</summary>
    public OpenAttempts OpenOfOthers { get; init; }
}
