namespace Snapchat.AudienceExport;

/// <summary>How far the removal of an erased person from one audience has come.</summary>
/// <param name="Audience">The audience.</param>
/// <param name="Status">How far it has come.</param>
public sealed record AudienceErasure(AudienceId Audience, AudienceErasureStatus Status)
{
    /// <summary>Gets why it is not done and what to do, in a sentence; or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the kinds of identifier that the audience was sent and the erasure did not name: the person may be there under one of them.</summary>
    public IReadOnlyList<IdentifierKind> KindsNotGiven { get; init; } = [];

    /// <summary>Gets whether there is nothing left to do.</summary>
    public bool IsDone => Status is AudienceErasureStatus.Removed or AudienceErasureStatus.AudienceDeleted;
}
