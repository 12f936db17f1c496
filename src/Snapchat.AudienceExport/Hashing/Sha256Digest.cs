using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>A SHA-256 digest: 32 bytes, shown as 64 lower-case hexadecimal digits and ordered byte by byte.</summary>
/// <remarks>The digest of an email is pseudonymous personal data: it can be found by guessing. Treat it like the address when storing it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<Sha256Digest>))]
[StructLayout(LayoutKind.Sequential, Size = Length)]
public readonly struct Sha256Digest : IEquatable<Sha256Digest>, IComparable<Sha256Digest>, ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<Sha256Digest>
{
    /// <summary>The length in bytes: 32.</summary>
    public const int Length = 32;

    /// <summary>The length in hexadecimal digits: 64.</summary>
    public const int HexLength = 2 * Length;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Initializes a digest from its bytes.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public Sha256Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A SHA-256 digest has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        this = MemoryMarshal.Read<Sha256Digest>(bytes);
    }

    /// <summary>Compares two digests for equality.</summary>
    /// <param name="left">One digest.</param>
    /// <param name="right">The other digest.</param>
    /// <returns>Whether all bytes are equal.</returns>
    public static bool operator ==(Sha256Digest left, Sha256Digest right) => left.Equals(right);

    /// <summary>Compares two digests for inequality.</summary>
    /// <param name="left">One digest.</param>
    /// <param name="right">The other digest.</param>
    /// <returns>Whether some byte differs.</returns>
    public static bool operator !=(Sha256Digest left, Sha256Digest right) => !left.Equals(right);

    /// <summary>Compares two digests byte by byte.</summary>
    /// <param name="left">One digest.</param>
    /// <param name="right">The other digest.</param>
    /// <returns>Whether the first sorts before the second.</returns>
    public static bool operator <(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    /// <returns>Whether the first sorts before the second or is equal to it.</returns>
    public static bool operator <=(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan"/>
    /// <returns>Whether the first sorts after the second.</returns>
    public static bool operator >(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan"/>
    /// <returns>Whether the first sorts after the second or is equal to it.</returns>
    public static bool operator >=(Sha256Digest left, Sha256Digest right) => left.CompareTo(right) >= 0;

    /// <summary>Copies the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void CopyTo(Span<byte> destination) => AsBytes().CopyTo(destination);

    /// <inheritdoc/>
    public bool Equals(Sha256Digest other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Sha256Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _b.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Sha256Digest other)
    {
        // The first eight bytes decide all but one comparison in 2^64.
        int first = Prefix.CompareTo(other.Prefix);
        return first != 0 ? first : AsBytes().SequenceCompareTo(other.AsBytes());
    }

    /// <summary>Returns 64 lower-case hexadecimal digits.</summary>
    /// <returns>The digest as Snapchat takes it.</returns>
    public override string ToString() => Convert.ToHexStringLower(AsBytes());

    /// <summary>Returns 64 lower-case hexadecimal digits.</summary>
    /// <param name="format">Null, empty or "x"; there is one format only.</param>
    /// <param name="formatProvider">Not used.</param>
    /// <returns>The digest as Snapchat takes it.</returns>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Convert.TryToHexStringLower(AsBytes(), destination, out charsWritten);

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Convert.TryToHexStringLower(AsBytes(), utf8Destination, out bytesWritten);

    /// <summary>Parses 64 hexadecimal digits of any case.</summary>
    /// <param name="s">The digits.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="FormatException">The text is not 64 hexadecimal digits.</exception>
    public static Sha256Digest Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static Sha256Digest Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out Sha256Digest result) ? result : throw new FormatException("A SHA-256 digest is 64 hexadecimal digits.");

    /// <summary>Parses 64 hexadecimal digits of any case, without an exception.</summary>
    /// <param name="s">The digits.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The digest, or <c>default</c>.</param>
    /// <returns>Whether the text is a digest.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Sha256Digest result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out Sha256Digest)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Sha256Digest result)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bool valid = s.Length == HexLength && Convert.FromHexString(s, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        result = valid ? new Sha256Digest(bytes) : default;
        return valid;
    }

    /// <summary>Decodes 64 hexadecimal digits, which the caller has recognized.</summary>
    internal static Sha256Digest FromHex(ReadOnlySpan<byte> digits)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Convert.FromHexString(digits, bytes, out _, out _);
        return new Sha256Digest(bytes);
    }

    /// <summary>The first eight bytes as a big-endian number, which orders digests as their bytes do.</summary>
    internal ulong Prefix => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(_a) : _a;

    /// <summary>The first byte: the partition of a digest.</summary>
    internal int Partition => (int)(Prefix >> 56);

    [UnscopedRef]
    internal ReadOnlySpan<byte> AsBytes() => MemoryMarshal.AsBytes(new ReadOnlySpan<Sha256Digest>(in this));
}
