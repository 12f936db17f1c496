namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>A way to hash many short messages at once.</summary>
internal interface ISha256Kernel
{
    /// <summary>The name shown by benchmarks and tests.</summary>
    static abstract string Name { get; }

    /// <summary>Whether this process may run the kernel, after the runtime's switches.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The number of messages hashed side by side.</summary>
    static abstract int Lanes { get; }

    /// <summary>Hashes messages of a group.</summary>
    /// <param name="slots">Message i is the first <c>lengths[i]</c> bytes of slot i, of <see cref="MessageSlots.Stride"/> bytes each; a kernel may pad it in place.</param>
    /// <param name="lengths">The length of each message in bytes, at most <see cref="MessageSlots.MaxMessageLength"/>.</param>
    /// <param name="digests">Receives the digest of each message.</param>
    static abstract void Hash(Span<byte> slots, ReadOnlySpan<int> lengths, Span<Sha256Digest> digests);
}
