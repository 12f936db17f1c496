using System.Globalization;
using System.Text;

namespace Snapchat.AudienceExport.Tests.Normalization;

public sealed class EmailNormalizerTests
{
    [Theory]
    [MemberData(nameof(EmailNormalizerCases.Valid), MemberType = typeof(EmailNormalizerCases))]
    public void AddressIsNormalized(string email, string expected)
    {
        Assert.Equal((IdentifierStatus.Valid, expected), Normalizers.FromChars(email));
        Assert.Equal((IdentifierStatus.Valid, expected), Normalizers.FromBytes(email));
        Assert.Equal((IdentifierStatus.Valid, expected), NaiveEmailRule.Apply(email));
    }

    [Theory]
    [MemberData(nameof(EmailNormalizerCases.Refused), MemberType = typeof(EmailNormalizerCases))]
    public void OtherValueIsRefusedForItsFirstReason(string? email, IdentifierStatus expected)
    {
        string normalized = expected == IdentifierStatus.AlreadyHashed ? email!.Trim('\uFEFF', ' ', '\n').ToLowerInvariant() : "";

        Assert.Equal((expected, normalized), Normalizers.FromChars(email));
        Assert.Equal((expected, normalized), Normalizers.FromBytes(email));
        Assert.Equal((expected, normalized), NaiveEmailRule.Apply(email));
    }

    [Theory]
    [MemberData(nameof(EmailNormalizerCases.InvalidUtf8), MemberType = typeof(EmailNormalizerCases))]
    public void InvalidUtf8IsRefused(byte[] email)
    {
        Assert.Equal((IdentifierStatus.InvalidText, ""), Normalizers.FromBytes(email));
        Assert.Equal((IdentifierStatus.InvalidText, ""), Normalizers.FromBytes([.. email, (byte)' ', (byte)' ']));
    }

    [Theory]
    [InlineData(' ', "", IdentifierStatus.Blank)]
    [InlineData('\u200B', "a@x.com", IdentifierStatus.Valid)]
    [InlineData('\u03A3', "", IdentifierStatus.TooLong)]
    [InlineData('\u0301', "\u03A3", IdentifierStatus.TooLong)]
    [InlineData('"', "", IdentifierStatus.ForbiddenCharacter)]
    [InlineData('@', "", IdentifierStatus.TooLong)]
    [InlineData('f', "", IdentifierStatus.TooLong)]
    public void ValueOfAMebibyteIsTreatedLikeAnyOther(char filling, string end, IdentifierStatus expected)
    {
        string email = new string(filling, 1 << 20) + end;
        string normalized = expected == IdentifierStatus.Valid ? end : "";

        Assert.Equal((expected, normalized), Normalizers.FromChars(email));
        Assert.Equal((expected, normalized), Normalizers.FromBytes(email));
    }

    [Fact]
    public void InvalidEndOfAMebibyteComesBeforeAllOtherReasons()
    {
        string email = new string(';', 1 << 20) + '\uDFFF';

        Assert.Equal((IdentifierStatus.InvalidText, ""), Normalizers.FromChars(email));
        Assert.Equal((IdentifierStatus.InvalidText, ""), Normalizers.FromBytes(email));
    }

    [Fact]
    public void EveryCharacterIsTrimmedForbiddenOrKept()
    {
        for (int codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.IsValid(codePoint) || UnicodeCase.IsNewerThanVectors(new Rune(codePoint)))
                continue;
            string character = char.ConvertFromUtf32(codePoint);
            foreach (string email in new[] { $"{character}a@x.com", $"a{character}b@x.com", $"a@x.com{character}" })
            {
                var expected = NaiveEmailRule.Apply(email);
                if (Normalizers.FromChars(email) != expected || Normalizers.FromBytes(email) != expected)
                    Assert.Fail($"U+{codePoint:X4}: not {expected.Status} in {email}.");
            }
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    public void CultureChangesNothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal((IdentifierStatus.Valid, "ii@idil.com"), Normalizers.FromChars("II@IDIL.COM"));
            Assert.Equal((IdentifierStatus.Valid, "iı\u00EC@idil.com"), Normalizers.FromChars("Iı\u00CC@IDIL.COM"));
            Assert.Equal((IdentifierStatus.Valid, "iı\u00EC@idil.com"), Normalizers.FromBytes("Iı\u00CC@IDIL.COM"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void DestinationMustHoldTheLongestAddress()
    {
        byte[] destination = new byte[EmailNormalizer.MaxLength - 1];

        Assert.Throws<ArgumentException>("destination", () => EmailNormalizer.Normalize("a@x.com", destination, out _));
        Assert.Throws<ArgumentException>("destination", () => EmailNormalizer.Normalize("a@x.com"u8, destination, out _));
    }

    [Fact]
    public void NothingIsWrittenBehindTheLongestAddress()
    {
        byte[] destination = new byte[400];
        destination.AsSpan().Fill(0xAA);

        Assert.Equal(IdentifierStatus.TooLong, EmailNormalizer.Normalize(new string('A', 300), destination, out int written));
        Assert.Equal(IdentifierStatus.TooLong, EmailNormalizer.Normalize(new string('Ä', 300), destination, out _));

        Assert.Equal(0, written);
        Assert.DoesNotContain(destination[EmailNormalizer.MaxLength..], value => value != 0xAA);
    }
}
