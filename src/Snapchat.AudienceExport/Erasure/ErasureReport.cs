namespace Snapchat.AudienceExport;

/// <summary>What has become of an erasure. It holds no address and no digest.</summary>
/// <param name="Id">The erasure: a UUID of version 7.</param>
/// <param name="At">When it was recorded.</param>
public sealed record ErasureReport(Guid Id, DateTimeOffset At)
{
    /// <summary>Gets the kinds of identifier that it names.</summary>
    public IReadOnlyList<IdentifierKind> Kinds { get; init; } = [];

    /// <summary>Gets how many distinct digests are suppressed by it.</summary>
    public int Digests { get; init; }

    /// <summary>Gets the identifiers of the request that were refused. Empty in later reports, since they are not kept.</summary>
    public IReadOnlyList<RefusedIdentifier> Refused { get; init; } = [];

    /// <summary>Gets how far the removal has come in each audience that was ever written to.</summary>
    public IReadOnlyList<AudienceErasure> Audiences { get; init; } = [];

    /// <summary>Gets whether an administrator has lifted all of it.</summary>
    public bool IsLifted { get; init; }

    /// <summary>Gets whether there is nothing left to do.</summary>
    public bool IsComplete => IsLifted || Audiences.All(static audience => audience.IsDone);
}
