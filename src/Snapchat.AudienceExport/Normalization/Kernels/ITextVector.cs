namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>What normalization needs of a vector of bytes in which lane i is byte i of the text. Each width has its own instructions for it; <see cref="AddressBlocks{TVector, TText}"/> is the same for all.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface ITextVector<TVector>
    where TVector : struct
{
    /// <summary>How many bytes the vector has; it divides the 64 bytes of a block.</summary>
    static abstract int Length { get; }

    static abstract TVector Load(ref readonly byte text, nuint offset);

    static abstract void Store(TVector value, ref byte destination, nuint offset);

    /// <summary>Bit i is set if byte i is forbidden in an ordinary address (<see cref="NibbleTables"/>).</summary>
    static abstract ulong Forbidden(TVector text);

    /// <summary>Bit i is set if byte i is <paramref name="character"/>.</summary>
    static abstract ulong Find(TVector text, byte character);

    /// <summary>Lower-cases A to Z, clears what follows the text, and puts 0x80 right behind it.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="length">How many of them belong to the text. Below 0 the text ended in an earlier vector, above the vector's length it goes on in the next: then there is no 0x80 here.</param>
    static abstract TVector Pad(TVector text, int length);
}
