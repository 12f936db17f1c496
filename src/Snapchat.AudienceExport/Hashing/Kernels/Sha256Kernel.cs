namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>A kernel of the catalogue: the static members of an <see cref="ISha256Kernel"/> as a value that can be listed and passed on.</summary>
internal sealed record Sha256Kernel(string Name, bool IsSupported, int Lanes, Sha256Kernel.HashMessages Hash)
{
    /// <inheritdoc cref="ISha256Kernel.Hash"/>
    public delegate void HashMessages(ReadOnlySpan<byte> messages, int blocks, Span<Sha256Digest> digests);

    public static Sha256Kernel Of<TKernel>()
        where TKernel : struct, ISha256Kernel => new(TKernel.Name, TKernel.IsSupported, TKernel.Lanes, TKernel.Hash);
}
