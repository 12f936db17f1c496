namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>A way to hash several padded messages at once.</summary>
internal interface ISha256Kernel
{
    /// <summary>The name in tests, benchmarks and the catalogue.</summary>
    static abstract string Name { get; }

    /// <summary>Whether this process can run it, as <c>DOTNET_</c> switches have it too.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>How many messages are hashed side by side, at most <see cref="PaddedMessages.MaxLanes"/>.</summary>
    static abstract int Lanes { get; }

    /// <summary>Hashes <see cref="Lanes"/> messages of equally many blocks.</summary>
    /// <param name="messages">The padded messages one after another: <see cref="Lanes"/> × <paramref name="blocks"/> × 64 bytes.</param>
    /// <param name="blocks">How many blocks of 64 bytes each message has.</param>
    /// <param name="digests">Receives <see cref="Lanes"/> digests.</param>
    static abstract void Hash(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests);
}
