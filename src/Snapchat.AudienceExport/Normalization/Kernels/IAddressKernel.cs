namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>
/// A way to normalize the ordinary address in registers: printable ASCII without forbidden characters, one <c>@</c>, a well-formed domain, up to 119 bytes.
/// It lower-cases, pads, and writes the blocks that SHA-256 hashes. Everything else it leaves to <see cref="EmailNormalizer"/>, the exact rule.
/// </summary>
internal interface IAddressKernel
{
    /// <summary>The name in tests, benchmarks and the catalogue.</summary>
    static abstract string Name { get; }

    /// <summary>Whether this process can run it, as <c>DOTNET_</c> switches have it too.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Writes the one padded block of an ordinary address.</summary>
    /// <param name="text">64 readable bytes, of which the first <paramref name="length"/> are the address; the rest may hold anything. It may be <paramref name="block"/> itself.</param>
    /// <param name="length">1 to 55.</param>
    /// <param name="block">Receives 64 bytes; of an address that is not ordinary they are of no use.</param>
    /// <returns>Whether the address is an ordinary one, and hence valid.</returns>
    static abstract bool TryWriteBlock(ref readonly byte text, int length, ref byte block);

    /// <summary>Writes the two padded blocks of an ordinary address.</summary>
    /// <param name="text">128 readable bytes, of which the first <paramref name="length"/> are the address; the rest may hold anything. It may be <paramref name="blocks"/> itself.</param>
    /// <param name="length">56 to 119.</param>
    /// <param name="blocks">Receives 128 bytes; of an address that is not ordinary they are of no use.</param>
    /// <returns>Whether the address is an ordinary one, and hence valid.</returns>
    static abstract bool TryWriteTwoBlocks(ref readonly byte text, int length, ref byte blocks);

    /// <summary>Narrows UTF-16 text and writes the one padded block of an ordinary address.</summary>
    /// <param name="text">The address: 1 to 55 characters, of which no byte behind the end is read.</param>
    /// <param name="block">Receives 64 bytes; of an address that is not ordinary they are of no use.</param>
    /// <returns>Whether the address is an ordinary one, and hence valid.</returns>
    static abstract bool TryWriteBlock(ReadOnlySpan<char> text, Span<byte> block);
}
