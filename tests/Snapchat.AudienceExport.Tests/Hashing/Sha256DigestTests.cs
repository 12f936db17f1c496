using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Snapchat.AudienceExport.Tests.Hashing;

public sealed class Sha256DigestTests
{
    private const string Hex = "00ff102030405060708090a0b0c0d0e0f0010203040506070809aabbccddeeff";

    private static readonly byte[] Bytes = Convert.FromHexString(Hex);

    public static TheoryData<string> NoDigests =>
        ["", Hex[1..], Hex + "0", $" {Hex[1..]}", Hex[..^1] + "g", Hex[..^2] + "-1", Hex[..^1] + "\uFF11", "0x" + Hex[2..]];

    [Fact]
    public void DigestIsItsBytes()
    {
        var digest = new Sha256Digest(Bytes);
        byte[] copy = new byte[Sha256Digest.Length];
        digest.CopyTo(copy);

        Assert.Equal(32, Unsafe.SizeOf<Sha256Digest>());
        Assert.Equal(Bytes, copy);
        Assert.Equal(Bytes, digest.AsBytes().ToArray());
        Assert.Equal(0, digest.Partition);
        Assert.Equal(0xFF, new Sha256Digest([.. Bytes.Reverse()]).Partition);
        Assert.Throws<ArgumentException>(() => digest.CopyTo(new byte[31]));
        Assert.Throws<ArgumentException>("bytes", () => new Sha256Digest(new byte[31]));
        Assert.Throws<ArgumentException>("bytes", () => new Sha256Digest(new byte[33]));
    }

    [Fact]
    public void TextIsLowerCaseHexadecimal()
    {
        var digest = new Sha256Digest(Bytes);
        char[] chars = new char[Sha256Digest.HexLength];
        byte[] utf8 = new byte[Sha256Digest.HexLength];

        Assert.Equal(Hex, digest.ToString());
        Assert.Equal(Hex, digest.ToString("X", null));
        Assert.Equal(Hex, $"{digest}");
        Assert.True(digest.TryFormat(chars, out int charsWritten));
        Assert.True(digest.TryFormat(utf8, out int bytesWritten));
        Assert.Equal(Hex, new string(chars, 0, charsWritten));
        Assert.Equal(Hex, Encoding.UTF8.GetString(utf8, 0, bytesWritten));
        Assert.False(digest.TryFormat(chars.AsSpan(1), out charsWritten));
        Assert.False(digest.TryFormat(utf8.AsSpan(1), out bytesWritten));
        Assert.Equal(0, charsWritten);
        Assert.Equal(0, bytesWritten);
    }

    [Fact]
    public void DigitsOfAnyCaseAreParsed()
    {
        var digest = new Sha256Digest(Bytes);

        Assert.Equal(digest, Sha256Digest.Parse(Hex));
        Assert.Equal(digest, Sha256Digest.Parse(Hex.ToUpperInvariant().AsSpan()));
        Assert.False(Sha256Digest.TryParse(null, null, out _));
        Assert.True(Sha256Digest.TryParse(Hex, null, out Sha256Digest parsed));
        Assert.Equal(digest, parsed);
        Assert.Equal(digest, Sha256Digest.FromHex(Encoding.UTF8.GetBytes(Hex)));
    }

    [Theory]
    [MemberData(nameof(NoDigests))]
    public void OtherTextIsNotParsed(string text)
    {
        Assert.False(Sha256Digest.TryParse(text, null, out Sha256Digest parsed));
        Assert.Equal(default, parsed);
        Assert.Throws<FormatException>(() => Sha256Digest.Parse(text));
        Assert.Throws<FormatException>(() => Sha256Digest.Parse(text.AsSpan()));
    }

    [Fact]
    public void DigestsAreOrderedByteByByte()
    {
        var random = new Random(5);
        // Single bytes that differ, so that every position decides somewhere, and values on both sides of the sign bit.
        Sha256Digest[] digests = [.. Enumerable.Range(0, 500).Select(i =>
        {
            byte[] bytes = new byte[Sha256Digest.Length];
            bytes[i % Sha256Digest.Length] = (byte)random.Next(256);
            return new Sha256Digest(bytes);
        })];

        string[] expected = [.. digests.Select(digest => digest.ToString()).Order(StringComparer.Ordinal)];
        Array.Sort(digests);

        Assert.Equal(expected, Array.ConvertAll(digests, digest => digest.ToString()));
    }

    [Fact]
    public void OperatorsAgreeWithTheOrder()
    {
        var low = new Sha256Digest(Bytes);
        var same = new Sha256Digest(Bytes);
        Sha256Digest high = Sha256Digest.Parse("01" + Hex[2..]);

        Assert.True(low < high && low <= high && high > low && high >= low && low != high);
        Assert.True(low == same && low <= same && low >= same && low.Equals((object)same));
        Assert.False(low < same || low > same || low == high || low.Equals((object)Hex));
        Assert.Equal(low.GetHashCode(), same.GetHashCode());
        Assert.Equal(0, low.CompareTo(same));
    }

    [Fact]
    public void JsonIsTheDigits()
    {
        var digest = new Sha256Digest(Bytes);

        Assert.Equal($"\"{Hex}\"", JsonSerializer.Serialize(digest));
        Assert.Equal(digest, JsonSerializer.Deserialize<Sha256Digest>($"\"{Hex.ToUpperInvariant()}\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sha256Digest>("\"ff\""));
    }
}
