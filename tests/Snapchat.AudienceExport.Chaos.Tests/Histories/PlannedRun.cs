namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>What a run was to bring about when it was started, whenever it finishes.</summary>
/// <param name="Wanted">Who was wanted then: W.</param>
/// <param name="Erased">Who was erased by then: E.</param>
/// <param name="Before">Who was in the audience then.</param>
internal sealed record PlannedRun(
    IReadOnlyDictionary<IdentifierKind, HashSet<Sha256Digest>> Wanted,
    IReadOnlyDictionary<IdentifierKind, HashSet<Sha256Digest>> Erased,
    IReadOnlyDictionary<IdentifierKind, HashSet<Sha256Digest>> Before)
{
    /// <summary>Gets or sets whether requests of other runs may still have taken effect meanwhile, or a clear of theirs: then it need not be exact, and the next one is.</summary>
    public bool IsInDoubt { get; set; }
}
