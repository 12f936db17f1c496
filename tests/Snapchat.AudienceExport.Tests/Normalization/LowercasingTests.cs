using System.Globalization;
using System.Text;
using Snapchat.AudienceExport.Normalization;

namespace Snapchat.AudienceExport.Tests.Normalization;

public sealed class LowercasingTests
{
    [Fact]
    public void TextsAreLowerCasedAsJavaScriptDoesIt() =>
        Assert.All(UnicodeCase.Strings, pair => Assert.Equal(pair.Lower, ToLower(pair.Text)));

    [Fact]
    public void EveryCharacterIsLowerCasedAsJavaScriptDoesIt()
    {
        int mapped = 0;
        foreach (Rune rune in AllRunes())
        {
            if (rune.Value == 0x0130 || UnicodeCase.IsNewerThanVectors(rune))
                continue;
            Rune expected = UnicodeCase.Lower.TryGetValue(rune.Value, out int lower) ? new Rune(lower) : rune;
            mapped += expected == rune ? 0 : 1;
            if (!string.Equals(ToLower(rune.ToString()), expected.ToString(), StringComparison.Ordinal))
                Assert.Fail($"U+{rune.Value:X4} becomes {ToLower(rune.ToString())}, not {expected}.");
        }

        Assert.Equal(UnicodeCase.Lower.Count, mapped);
    }

    [Fact]
    public void DottedCapitalIBecomesTwoCharacters() => Assert.Equal("i\u0307stanbul@x.com", ToLower("\u0130STANBUL@X.COM"));

    [Fact]
    public void CasedCharactersAreThoseOfUnicode()
    {
        // Which of the two a character is matters only where it is not both.
        foreach (int codePoint in UnicodeCase.Cased)
            Assert.True(CaseProperties.IsCased(new Rune(codePoint)) || CaseProperties.IsCaseIgnorable(new Rune(codePoint)), $"U+{codePoint:X4} is cased.");

        // The runtime may know letters that are newer than the vectors, but no other kind of character.
        foreach (Rune rune in AllRunes().Where(rune => CaseProperties.IsCased(rune) && !UnicodeCase.Cased.Contains(rune.Value)))
            Assert.True(Rune.IsUpper(rune) || Rune.IsLower(rune), $"U+{rune.Value:X4} is not cased.");
    }

    [Fact]
    public void CaseIgnorableCharactersAreThoseOfUnicode()
    {
        foreach (int codePoint in UnicodeCase.CaseIgnorable)
            Assert.True(CaseProperties.IsCaseIgnorable(new Rune(codePoint)), $"U+{codePoint:X4} is case-ignorable.");

        // The runtime may know marks that are newer than the vectors, but no other kind of character.
        foreach (Rune rune in AllRunes().Where(rune => CaseProperties.IsCaseIgnorable(rune) && !UnicodeCase.CaseIgnorable.Contains(rune.Value)))
            Assert.True(Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter or UnicodeCategory.Format, $"U+{rune.Value:X4}");
    }

    [Fact]
    public void WhatDoesNotFitIsReported()
    {
        Span<byte> destination = stackalloc byte[3];
        Assert.True(Lowercasing.TryToLower("\u0130"u8, destination, out int written));
        Assert.Equal(3, written);
        Assert.False(Lowercasing.TryToLower("\u0130"u8, destination[..2], out _));
        Assert.False(Lowercasing.TryToLower("\u00C4\u00D6"u8, destination, out _));
    }

    private static IEnumerable<Rune> AllRunes() => Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(codePoint => new Rune(codePoint));

    private static string ToLower(string text)
    {
        Span<byte> destination = stackalloc byte[256];
        Assert.True(Lowercasing.TryToLower(Encoding.UTF8.GetBytes(text), destination, out int written));
        return Encoding.UTF8.GetString(destination[..written]);
    }
}
