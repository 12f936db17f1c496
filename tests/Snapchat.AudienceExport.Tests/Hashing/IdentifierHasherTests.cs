using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Tests.Hashing;

public sealed class IdentifierHasherTests
{
    private const string Id = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    private const string Digest = "30A5154b77ab8b2ddbe19f5e7af72f33cc2a4a41f22940d965102650a1c72863";
    private const string DigestOfNothing = "E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData(Id)]
    [InlineData("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")]
    [InlineData(" \uFEFF" + Id + "\u200B\r\n")]
    public void MobileAdIdIsTrimmedAndLowerCased(string value)
    {
        Assert.Equal(IdentifierStatus.Valid, Hash(new(IdentifierKind.MobileAdId, "f"), value, out Sha256Digest digest));
        Assert.Equal(Sha256Digest.Parse(Digest), digest);
    }

    [Theory]
    [InlineData("", IdentifierStatus.Blank)]
    [InlineData(" \u00A0", IdentifierStatus.Blank)]
    [InlineData("00000000-0000-0000-0000-000000000000", IdentifierStatus.ZeroMobileAdId)]
    [InlineData("f81d4fae7dec11d0a76500a0c91e6bf6", IdentifierStatus.UnsupportedHash)]
    [InlineData("{" + Id + "}", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6bf", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6bfg", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6b-6", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("f81d4fae--dec-11d0-a765-00a0c91e6bf6", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("f81d4fa-e7dec-11d0-a765-00a0c91e6bf6", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("null", IdentifierStatus.InvalidMobileAdId)]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6b\uFF11", IdentifierStatus.InvalidMobileAdId)]
    public void WhatIsNoMobileAdIdIsRefused(string value, IdentifierStatus expected)
    {
        Assert.Equal(expected, Hash(new(IdentifierKind.MobileAdId, "f"), value, out Sha256Digest digest));
        Assert.Equal(default, digest);
    }

    [Fact]
    public void PeersVectorsOfMobileAdIdsHoldExceptThatOursAreUuids()
    {
        int refused = 0;
        IReadOnlyList<JsonElement> vectors = PeerVectors.OfKind("maid-hash");
        foreach (JsonElement vector in vectors)
        {
            string value = vector.GetProperty("input").GetString()!;
            IdentifierStatus status = Hash(new(IdentifierKind.MobileAdId, "f"), value, out Sha256Digest digest);

            // The peers hash whatever they are given, as in "1334" and "android_idfa_1111111111".
            Assert.Equal(Guid.TryParseExact(value, "D", out _) ? IdentifierStatus.Valid : IdentifierStatus.InvalidMobileAdId, status);
            if (status == IdentifierStatus.Valid)
                Assert.Equal(vector.GetProperty("expected").GetString(), digest.ToString());
            else
                refused++;
        }

        Assert.Equal((7, 5), (vectors.Count, refused));
    }

    [Theory]
    [InlineData("maid-already-hashed", IdentifierKind.MobileAdId)]
    [InlineData("email-already-hashed", IdentifierKind.Email)]
    [InlineData("phone-already-hashed", IdentifierKind.Phone)]
    public void PeersDigestsAreTakenWhereTheyAreDeclaredOnly(string vectors, IdentifierKind kind)
    {
        foreach (JsonElement vector in PeerVectors.OfKind(vectors))
        {
            string value = vector.GetProperty("input").GetString()!;

            Assert.Equal(IdentifierStatus.Valid, Hash(new(kind, "f") { IsHashed = true }, value, out Sha256Digest digest));
            Assert.Equal(vector.GetProperty("expected").GetString(), digest.ToString());
            Assert.Equal(IdentifierStatus.AlreadyHashed, Hash(new(kind, "f"), value, out _));
        }
    }

    [Theory]
    [InlineData(Digest, IdentifierStatus.Valid)]
    [InlineData("\t" + Digest + "\u2060", IdentifierStatus.Valid)]
    [InlineData("", IdentifierStatus.Blank)]
    [InlineData(" ", IdentifierStatus.Blank)]
    [InlineData(DigestOfNothing, IdentifierStatus.Blank)]
    [InlineData("person@example.com", IdentifierStatus.NotHashed)]
    [InlineData("30a5154b77ab8b2ddbe19f5e7af72f33cc2a4a41f22940d965102650a1c7286", IdentifierStatus.NotHashed)]
    [InlineData("30a5154b77ab8b2ddbe19f5e7af72f33cc2a4a41f22940d965102650a1c7286g", IdentifierStatus.NotHashed)]
    [InlineData("\"" + Digest + "\"", IdentifierStatus.NotHashed)]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", IdentifierStatus.UnsupportedHash)]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", IdentifierStatus.UnsupportedHash)]
    public void DeclaredFieldHoldsDigestsOnly(string value, IdentifierStatus expected)
    {
        foreach (IdentifierKind kind in Enum.GetValues<IdentifierKind>())
        {
            Assert.Equal(expected, Hash(new(kind, "f") { IsHashed = true }, value, out Sha256Digest digest));
            Assert.Equal(expected == IdentifierStatus.Valid ? Sha256Digest.Parse(Digest) : default, digest);
        }
    }

    [Theory]
    [InlineData("+1", "GB", IdentifierStatus.Valid)]
    [InlineData(" +1 ", "GB", IdentifierStatus.Valid)]
    [InlineData("", "GB", IdentifierStatus.Blank)]
    [InlineData(Digest, "GB", IdentifierStatus.AlreadyHashed)]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "GB", IdentifierStatus.UnsupportedHash)]
    [InlineData("+2", "GB", IdentifierStatus.InvalidPhoneNumber)]
    [InlineData("+1", null, IdentifierStatus.MissingCountryCode)]
    public void PhoneIsTrimmedAndLeftToTheNormalizer(string value, string? region, IdentifierStatus expected)
    {
        Assert.Equal(expected, Hash(new(IdentifierKind.Phone, "f") { DefaultRegion = region }, value, out Sha256Digest digest));
        if (expected == IdentifierStatus.Valid)
            Assert.Equal(new Sha256Digest(SHA256.HashData("123"u8)), digest);
    }

    [Fact]
    public void TextThatIsNotUtf8OrTooLongIsRefused()
    {
        IdentifierHasher phones = IdentifierHasher.For(new(IdentifierKind.Phone, "f"), new OneNumber()), ids = IdentifierHasher.For(new(IdentifierKind.MobileAdId, "f"), phones: null);

        Assert.Equal(IdentifierStatus.InvalidText, phones.Hash([0x2B, 0xFF], out _));
        Assert.Equal(IdentifierStatus.InvalidText, ids.Hash([0x2B, 0xC3], out _));
        Assert.Equal(IdentifierStatus.InvalidPhoneNumber, phones.Hash(Encoding.ASCII.GetBytes(new string('1', 251)), out _));
        Assert.Equal(IdentifierStatus.MissingCountryCode, phones.Hash(Encoding.UTF8.GetBytes(new string('ä', 125)), out _));
    }

    [Theory]
    [InlineData(IdentifierKind.Email, false)]
    [InlineData(IdentifierKind.Phone, false)]
    [InlineData(IdentifierKind.MobileAdId, false)]
    [InlineData(IdentifierKind.Email, true)]
    public void ColumnIsHashedAsItsValues(IdentifierKind kind, bool isHashed)
    {
        IdentifierHasher hasher = IdentifierHasher.For(new(kind, "f") { IsHashed = isHashed, DefaultRegion = "GB" }, new OneNumber());
        string[] values = [Id, "", Digest, "person@example.com", "+1", "null", Digest];
        using var builder = new ProfileChunkBuilder(1);
        foreach (string value in values)
        {
            builder.Append(0, value);
            builder.EndRow();
        }

        using ProfileChunk chunk = builder.Build();
        Sha256Digest[] digests = [.. Enumerable.Repeat(Sha256Digest.Parse(Digest), values.Length)];
        var statuses = new IdentifierStatus[values.Length];
        int valid = hasher.HashColumn(chunk.GetColumn(0), digests, statuses);

        for (int row = 0; row < values.Length; row++)
        {
            Assert.Equal(hasher.Hash(Encoding.UTF8.GetBytes(values[row]), out Sha256Digest expected), statuses[row]);
            Assert.Equal(expected, digests[row]);
        }

        Assert.InRange(valid, 1, values.Length - 1);
        Assert.Equal(statuses.Count(static status => status == IdentifierStatus.Valid), valid);
    }

    private static IdentifierStatus Hash(IdentifierMapping mapping, string value, out Sha256Digest digest) =>
        IdentifierHasher.For(mapping, new OneNumber()).Hash(Encoding.UTF8.GetBytes(value), out digest);

    /// <summary>Knows one number, and only within a region.</summary>
    private sealed class OneNumber : IPhoneNumberNormalizer
    {
        public bool IsRegion(string region) => region == "GB";

        public IdentifierStatus Normalize(ReadOnlySpan<char> phone, string? region, Span<byte> destination, out int bytesWritten)
        {
            bytesWritten = 0;
            if (region is null)
                return IdentifierStatus.MissingCountryCode;
            if (phone is not "+1")
                return IdentifierStatus.InvalidPhoneNumber;
            "123"u8.CopyTo(destination);
            bytesWritten = 3;
            return IdentifierStatus.Valid;
        }
    }
}
