using System.Text;
using CsCheck;

namespace Snapchat.AudienceExport.Tests.Normalization;

/// <summary>Random values, most of them near the borders of some rule, against the second implementation of the rule.</summary>
public sealed class EmailNormalizerPropertyTests
{
    private static readonly Gen<string> Edge = Gen.OneOf("", "", "", " ", "\t", "\u00A0", "\u3000", "\uFEFF", "\u200B", "\u2060", "\u0085", "\u180E");

    private static readonly Gen<string> Dirt = Gen.OneOf(
        "\"", "\"", "@", "@", ".", "..", " ", ",", ":", ";", "\\", "(", ">", "\0", "\u007F", "\u0085", "\u00A0", "\u2028", "\u200B", "\uFEFF", "\u00AD",
        "\uD800", "\uDC00", "\uD83D\uDE00", "\uFF20", "\u3002", "'", "-", "_", "+", "1");

    private static readonly Gen<string> Letter = Gen.OneOf(
        "a", "B", "z", "Z", "é", "É", "ß", "\u1E9E", "I", "i", "\u0130", "\u0131", "Σ", "Σ", "Σ", "σ", "ς", "\u0301", "\u0345", "\u02B0", "\u00AA", "Ⅷ", "Ⓩ",
        "\u212A", "\u2126", "ǅ", "Ꭰ", "\u1C90", "\U00010400", "\U0001E900", "\U0001F130", "я", "Я", "中");

    private static readonly Gen<string> AnyCharacter = Gen.Int[0, 0xFFFF].Select(unit => ((char)unit).ToString());

    private static readonly Gen<string> Word = Join(Gen.Frequency((12, Letter), (1, Dirt)), 0, 8);
    private static readonly Gen<string> Domain = Concat(Word, Gen.OneOf(".", ".", ".", "..", ""), Word);
    private static readonly Gen<string> Quoted = Word.Select(word => $"\"{word}\"");

    private static readonly Gen<string> Address =
        Concat(Edge, Edge, Gen.Frequency((4, Word), (1, Quoted)), Gen.OneOf("@", "@", "@", "@", "@@", ""), Domain, Edge);

    private static readonly Gen<string> Soup = Join(Gen.Frequency((3, Letter), (3, Dirt), (1, Edge), (1, AnyCharacter)), 0, 20);

    private static readonly Gen<string> Digits =
        Gen.OneOf(31, 32, 33, 40, 63, 64, 65, 128).SelectMany(length => Gen.Char["0123456789abcdefABCDEF"].Array[length]).Select(digits => new string(digits));

    private static readonly Gen<string> Digest = Concat(Edge, Digits, Gen.OneOf("", "", "", "g", "é"), Edge);

    // Around 254 bytes after lower-casing, and around four times as many before it.
    private static readonly Gen<string> Long =
        Gen.Select(Gen.OneOf(Letter, Dirt), Gen.OneOf(Gen.Int[60, 260], Gen.Int[1000, 1030]), Address, (filling, times, address) => string.Concat(Enumerable.Repeat(filling, times)) + address);

    private static readonly Gen<string> Value = Gen.Frequency((10, Address), (6, Soup), (1, Digest), (1, Long));

    [Fact]
    public void BothOverloadsDoWhatTheRuleSays()
    {
        foreach (string email in RandomValues(300_000))
        {
            var expected = NaiveEmailRule.Apply(email);
            if (Normalizers.FromChars(email) != expected || Normalizers.FromBytes(email) != expected)
                Assert.Fail($"UTF-16 {Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(email))}: {Normalizers.FromChars(email)} and {Normalizers.FromBytes(email)}, not {expected}.");
        }
    }

    [Fact]
    public void RandomValuesMeetEveryRule() =>
        Assert.Equal(Enum.GetValues<IdentifierStatus>().Where(static status => status <= IdentifierStatus.InvalidDomain), RandomValues(20_000).Select(email => NaiveEmailRule.Apply(email).Status).Distinct().Order());

    // Not by Check.Sample, whose seed fixes the first value only.
    private static IEnumerable<string> RandomValues(int count)
    {
        var random = new PCG(1, 20);
        return Enumerable.Range(0, count).Select(_ => Value.Generate(random, null, out Size _)).Where(email => !email.EnumerateRunes().Any(UnicodeCase.IsNewerThanVectors));
    }

    private static Gen<string> Concat(params Gen<string>[] parts) => parts.Aggregate((left, right) => Gen.Select(left, right, string.Concat));

    private static Gen<string> Join(Gen<string> part, int least, int most) => part.Array[least, most].Select(string.Concat);
}
