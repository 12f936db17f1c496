namespace Snapchat.AudienceExport;

/// <summary>How an export shall run this time.</summary>
public sealed record RunRequest
{
    /// <summary>Gets what to do while the export is running.</summary>
    /// <value>The default is <see cref="WhenBusy.Queue"/>.</value>
    public WhenBusy WhenBusy { get; init; }

    /// <summary>Gets whether to send everybody again, for audiences somebody edited by hand.</summary>
    /// <value>The default is false.</value>
    public bool ResendAll { get; init; }

    /// <summary>Gets the token of the plan whose removals a person has confirmed, or null.</summary>
    public string? ConfirmedPlan { get; init; }
}
