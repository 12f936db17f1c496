using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.PhoneNumbers.Tests;

public sealed class PhoneNumberNormalizerTests
{
    // Where system.md decides otherwise than a peer, and why.
    private static readonly Dictionary<string, IdentifierStatus> DifferencesFromPeers = new(StringComparer.Ordinal)
    {
        // The peers drop one leading zero and take the rest for an international number; nobody can know its country.
        ["01(706)-767-5127"] = IdentifierStatus.MissingCountryCode,
        ["09876543210"] = IdentifierStatus.MissingCountryCode,

        // The peers hash any digits; no numbering plan has these.
        ["+1111111111"] = IdentifierStatus.InvalidPhoneNumber,
        ["+2222222222"] = IdentifierStatus.InvalidPhoneNumber,
        ["+4444444444"] = IdentifierStatus.InvalidPhoneNumber,
        ["+5555555555"] = IdentifierStatus.InvalidPhoneNumber,
    };

    [Theory]
    [InlineData("+44 (0)844 412 4653", "448444124653")]
    [InlineData("+1(706)-767-5127", "17067675127")]
    [InlineData("001(706)-767-5127", "17067675127")]
    [InlineData("0044 20 7946 0958", "442079460958")]
    [InlineData("＋４４ 20 7946 0958", "442079460958")]
    [InlineData("tel:+44-20-7946-0958", "442079460958")]
    [InlineData("+44 20 7946 0958 ext. 12", "442079460958")]
    [InlineData("+39 06 698 82200", "390669882200")]
    [InlineData("+800 1234 5678", "80012345678")]
    public void NumberWithACountryCodeNeedsNoRegion(string phone, string expected) => Assert.Equal((IdentifierStatus.Valid, expected), Normalize(phone));

    [Theory]
    [InlineData("020 7946 0958", "GB", "442079460958")]
    [InlineData("020 7946 0958", "gb", "442079460958")]
    [InlineData("(706) 767-5127", "US", "17067675127")]
    [InlineData("17067675127", "US", "17067675127")]
    [InlineData("079 123 45 67", "CH", "41791234567")]
    [InlineData("8 (701) 123-45-67", "KZ", "77011234567")]
    [InlineData("+1(706)-767-5127", "GB", "17067675127")]
    [InlineData("0044 20 7946 0958", "US", "442079460958")]
    public void NumberWithoutACountryCodeBelongsToTheRegion(string phone, string region, string expected)
    {
        Assert.Equal((IdentifierStatus.Valid, expected), Normalize(phone, region));
        Assert.Equal((IdentifierStatus.Valid, expected), Normalize(phone, region: null, defaultRegion: region));
        Assert.Equal((IdentifierStatus.Valid, expected), Normalize(phone, region, defaultRegion: "JP"));
    }

    [Theory]
    [InlineData("020 7946 0958")]
    [InlineData("17067675127")]
    [InlineData("12")]
    public void NumberWithoutACountryCodeIsRefusedWithoutARegion(string phone) => Assert.Equal((IdentifierStatus.MissingCountryCode, ""), Normalize(phone));

    [Theory]
    [InlineData("hello", null)]
    [InlineData("+", null)]
    [InlineData("null", "US")]
    [InlineData("-", null)]
    [InlineData("7", "US")]
    [InlineData("+1 555 123 4567", null)]
    [InlineData("+999 123 456", null)]
    [InlineData("0099 123 456 789", null)]
    [InlineData("12345", "GB")]
    [InlineData("0044 1", "GB")]
    [InlineData("person1234567@example.com", "US")]
    [InlineData("+44 20 7946 0958 and +44 20 7946 0959", null)]
    [InlineData("+4420794609581234567890123456789", null)]
    public void WhatIsNoNumberInUseIsRefused(string phone, string? region) => Assert.Equal((IdentifierStatus.InvalidPhoneNumber, ""), Normalize(phone, region));

    [Fact]
    public void PeersVectorsHoldExceptWhereTheSystemDecides()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "peer-vectors.json")));
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray().Where(static vector => vector.GetProperty("kind").GetString() == "phone-hash"))
        {
            string phone = vector.GetProperty("input").GetString()!;
            (IdentifierStatus status, string digits) = Normalize(phone);

            seen.Add(phone);
            Assert.Equal((phone, DifferencesFromPeers.GetValueOrDefault(phone)), (phone, status));
            if (status == IdentifierStatus.Valid)
                Assert.Equal(vector.GetProperty("expected").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digits))));
        }

        Assert.Equal(8, seen.Count);
        Assert.Subset(seen, DifferencesFromPeers.Keys.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void NumbersOfAllRegionsAreFoundAgainWithAndWithoutTheirCountryCode()
    {
        var library = global::PhoneNumbers.PhoneNumberUtil.GetInstance();
        int regions = 0;
        foreach (string region in library.GetSupportedRegions())
        {
            if (library.GetExampleNumber(region) is not { } example)
                continue;
            regions++;
            string expected = library.Format(example, global::PhoneNumbers.PhoneNumberFormat.E164)[1..];
            Assert.Equal((IdentifierStatus.Valid, expected), Normalize(library.Format(example, global::PhoneNumbers.PhoneNumberFormat.INTERNATIONAL)));
            Assert.Equal((IdentifierStatus.Valid, expected), Normalize(library.Format(example, global::PhoneNumbers.PhoneNumberFormat.NATIONAL), region));
            Assert.Equal((IdentifierStatus.Valid, expected), Normalize("00" + expected, region));
        }

        Assert.InRange(regions, 200, 300);
    }

    [Theory]
    [InlineData("GB", true)]
    [InlineData("gb", true)]
    [InlineData("XX", false)]
    [InlineData("44", false)]
    [InlineData("", false)]
    public void RegionsAreThoseOfTheLibrary(string region, bool expected) => Assert.Equal(expected, Create(null).IsRegion(region));

    [Fact]
    public void UnknownDefaultRegionIsRefusedAtRegistration()
    {
        var exception = Assert.Throws<ArgumentException>(static () => Create("XX"));

        Assert.StartsWith("The default region 'XX' is not known; give an ISO 3166-1 code of two letters, as in GB.", exception.Message, StringComparison.Ordinal);
    }

    private static (IdentifierStatus Status, string Digits) Normalize(string phone, string? region = null, string? defaultRegion = null)
    {
        Span<byte> digits = stackalloc byte[IPhoneNumberNormalizer.MaxLength];
        IdentifierStatus status = Create(defaultRegion).Normalize(phone, region, digits, out int length);
        return (status, Encoding.ASCII.GetString(digits[..length]));
    }

    private static IPhoneNumberNormalizer Create(string? defaultRegion)
    {
        ServiceCollection services = [];
        services.AddSnapchatAudienceExport().AddPhoneNumbers(defaultRegion);
        return services.BuildServiceProvider().GetRequiredService<IPhoneNumberNormalizer>();
    }
}
