namespace Snapchat.AudienceExport;

/// <summary>The digests of one request: 1 to 100,000 of one kind.</summary>
/// <remarks>The memory must stay as it is until the request has ended, since a retry reads it again.</remarks>
public readonly record struct IdentifierBatch
{
    /// <summary>The most identifiers Snapchat takes in one request: 100,000.</summary>
    public const int MaxCount = 100_000;

    /// <summary>Initializes a batch.</summary>
    /// <param name="kind">The kind of identifier.</param>
    /// <param name="digests">1 to 100,000 digests, without duplicates.</param>
    /// <exception cref="ArgumentException">There are none, or too many.</exception>
    public IdentifierBatch(IdentifierKind kind, ReadOnlyMemory<Sha256Digest> digests)
    {
        if (digests.Length is 0 or > MaxCount)
            throw new ArgumentException($"A batch has 1 to {MaxCount} digests, not {digests.Length}.", nameof(digests));
        Kind = kind;
        Digests = digests;
    }

    /// <summary>Gets the kind of identifier.</summary>
    public IdentifierKind Kind { get; }

    /// <summary>Gets the digests.</summary>
    public ReadOnlyMemory<Sha256Digest> Digests { get; }
}
