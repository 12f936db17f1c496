namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>An entry of the catalogue: a kernel as a value, called once per group of messages.</summary>
/// <param name="Name">The name shown by benchmarks and tests.</param>
/// <param name="Lanes">The number of messages hashed side by side.</param>
/// <param name="Hash">Hashes the messages of a group.</param>
internal sealed record Sha256Kernel(string Name, int Lanes, Sha256Kernel.HashGroup Hash)
{
    /// <inheritdoc cref="ISha256Kernel.Hash"/>
    public delegate void HashGroup(Span<byte> slots, ReadOnlySpan<int> lengths, Span<Sha256Digest> digests);

    public static Sha256Kernel Of<TKernel>()
        where TKernel : ISha256Kernel => new(TKernel.Name, TKernel.Lanes, TKernel.Hash);
}
