namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>
/// What SHA-256 needs of a vector of 32-bit words in which lane i belongs to message i. Each width has its own instructions for it,
/// the algorithm in <see cref="MultiMessageSha256{TVector, TLanes}"/> is the same; the compiler makes machine code of its own for each.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface ILaneVector<TVector>
    where TVector : struct
{
    /// <summary>How many words the vector has.</summary>
    static abstract int Count { get; }

    /// <summary>The same word in every lane.</summary>
    static abstract TVector Broadcast(uint value);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Ch(e, f, g): of each bit the one of <paramref name="f"/> where <paramref name="e"/> is 1, else the one of <paramref name="g"/>.</summary>
    static abstract TVector Choose(TVector e, TVector f, TVector g);

    /// <summary>Maj(a, b, c): of each bit the value that at least two have.</summary>
    static abstract TVector Majority(TVector a, TVector b, TVector c);

    /// <summary>Σ0: rotations by 2, 13 and 22.</summary>
    static abstract TVector BigSigma0(TVector x);

    /// <summary>Σ1: rotations by 6, 11 and 25.</summary>
    static abstract TVector BigSigma1(TVector x);

    /// <summary>σ0: rotations by 7 and 18, shift by 3.</summary>
    static abstract TVector SmallSigma0(TVector x);

    /// <summary>σ1: rotations by 17 and 19, shift by 10.</summary>
    static abstract TVector SmallSigma1(TVector x);

    /// <summary>Loads 16 bytes of every fourth message: of messages 0, 4, 8, … those at <paramref name="source"/>, + 4 × <paramref name="stride"/>, …, one per 128-bit part of the vector.</summary>
    static abstract TVector LoadQuarter(ref readonly byte source, nuint stride);

    /// <summary>Stores 16 bytes for every fourth message; the reverse of <see cref="LoadQuarter"/>.</summary>
    static abstract void StoreQuarter(TVector value, ref byte destination, nuint stride);

    /// <summary>Turns the bytes of every word around: SHA-256 is big-endian.</summary>
    static abstract TVector ReverseBytes(TVector value);

    /// <summary>
    /// Transposes, within every 128-bit part, the 4 × 4 words of four vectors: word j of vector i becomes word i of vector j.
    /// So four quarters of four neighboring messages become four words of the schedule, and the other way round.
    /// </summary>
    static abstract void Transpose(ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3);
}
