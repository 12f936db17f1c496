namespace Snapchat.AudienceExport.Membership;

/// <summary>What a run means to do with an audience.</summary>
internal enum RunPurpose
{
    /// <summary>Adds who is wanted; removes nobody but the erased.</summary>
    AddOnly = 0,

    /// <summary>Adds who is wanted and removes who was sent earlier and is not wanted any more.</summary>
    Mirror,

    /// <summary>Clears the audience, then adds who is wanted.</summary>
    Replace,

    /// <summary>Removes erased digests, whether they are known to be there or not.</summary>
    Erasure,
}
