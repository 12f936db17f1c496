namespace Snapchat.AudienceExport;

/// <summary>What becomes of a run that is asked for while the export is running.</summary>
public enum WhenBusy
{
    /// <summary>It waits until the other has ended.</summary>
    Queue = 0,

    /// <summary>It is refused with a <see cref="RunInProgressException"/>.</summary>
    Refuse,
}
