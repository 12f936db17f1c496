using System.Text;
using System.Text.Json;
using Snapchat.AudienceExport.Tests.Normalization;

namespace Snapchat.AudienceExport.Tests.Hashing;

public sealed class EmailHasherTests
{
    private static readonly Sha256Digest Untouched = Sha256Digest.Parse(new string('f', Sha256Digest.HexLength));

    public static TheoryData<string, string> PeersDigests => ReadPeers("email-hash");

    public static TheoryData<string, string> PeersPassedThrough => ReadPeers("email-already-hashed");

    [Fact]
    public void SnapchatsOwnExampleHasSnapchatsDigest()
    {
        // https://developers.snap.com/api/marketing-api/Ads-API/customer-lists, "Hashing".
        const string Expected = "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345";

        Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash("Person@Example.com", out Sha256Digest fromChars));
        Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash("Person@Example.com"u8, out Sha256Digest fromBytes));
        Assert.Equal(Expected, fromChars.ToString());
        Assert.Equal(Expected, fromBytes.ToString());
    }

    [Theory]
    [MemberData(nameof(PeersDigests))]
    public void PeersHashTheSame(string email, string expected)
    {
        Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash(email, out Sha256Digest digest));
        Assert.Equal(expected, digest.ToString());
    }

    // Peers send what looks like a digest as it is. We give it a status of its own, so that a plain field can refuse it and a declared one accept it.
    [Theory]
    [MemberData(nameof(PeersPassedThrough))]
    public void DigestIsRecognizedAndNotHashedAgain(string email, string expected)
    {
        Assert.Equal(IdentifierStatus.AlreadyHashed, EmailHasher.Hash($" {email.ToUpperInvariant()}\n", out Sha256Digest fromChars));
        Assert.Equal(IdentifierStatus.AlreadyHashed, EmailHasher.Hash(Encoding.UTF8.GetBytes(email), out Sha256Digest fromBytes));
        Assert.Equal(expected, fromChars.ToString());
        Assert.Equal(expected, fromBytes.ToString());
    }

    [Theory]
    [MemberData(nameof(EmailNormalizerCases.Refused), MemberType = typeof(EmailNormalizerCases))]
    public void OtherValuesHaveNoDigest(string? email, IdentifierStatus expected)
    {
        Assert.Equal(expected, EmailHasher.Hash(email, out Sha256Digest digest));
        Sha256Digest spelled = expected == IdentifierStatus.AlreadyHashed ? Sha256Digest.Parse(email.AsSpan().Trim("\uFEFF \n")) : default;
        Assert.Equal(spelled, digest);
    }

    // Group sizes and their neighbors, so that the last group is empty, full, or in between.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1000)]
    public void ColumnsHaveTheStatusAndDigestOfEachRow(int rows)
    {
        string?[] emails = [.. Enumerable.Range(0, rows).Select(Email)];
        (byte[] utf8, int[] offsets) = Layout(emails);
        var digests = new Sha256Digest[2][];
        var statuses = new IdentifierStatus[2][];
        var valid = new int[2];
        for (int overload = 0; overload < 2; overload++)
        {
            digests[overload] = [.. Enumerable.Repeat(Untouched, rows + 1)];
            statuses[overload] = [.. Enumerable.Repeat(IdentifierStatus.SeveralAt, rows + 1)];
        }

        valid[0] = EmailHasher.HashColumn(emails, digests[0], statuses[0]);
        valid[1] = EmailHasher.HashColumn(new Utf8Column(utf8, offsets), digests[1], statuses[1]);

        for (int row = 0; row < rows; row++)
        {
            IdentifierStatus status = EmailHasher.Hash(emails[row], out Sha256Digest digest);
            Assert.All(statuses, column => Assert.Equal(status, column[row]));
            Assert.All(digests, column => Assert.Equal(digest, column[row]));
        }

        Assert.All(valid, count => Assert.Equal(statuses[0][..rows].Count(status => status == IdentifierStatus.Valid), count));
        Assert.All(digests, column => Assert.Equal(Untouched, column[rows]));
        Assert.All(statuses, column => Assert.Equal(IdentifierStatus.SeveralAt, column[rows]));
    }

    [Fact]
    public void ResultsMustHaveRoomForEveryRow()
    {
        string[] emails = ["a@x.com", "b@x.com"];
        var digests = new Sha256Digest[2];
        var statuses = new IdentifierStatus[2];

        Assert.Throws<ArgumentException>("digests", () => EmailHasher.HashColumn(emails, digests.AsSpan(1), statuses));
        Assert.Throws<ArgumentException>("statuses", () => EmailHasher.HashColumn(emails, digests, statuses.AsSpan(1)));
        Assert.Throws<ArgumentException>("digests", () => EmailHasher.HashColumn(new Utf8Column("ab"u8, [0, 1, 2]), digests.AsSpan(1), statuses));
        Assert.Throws<ArgumentException>("statuses", () => EmailHasher.HashColumn(new Utf8Column("ab"u8, [0, 1, 2]), digests, statuses.AsSpan(1)));
        Assert.All(digests, digest => Assert.Equal(default, digest));
    }

    [Fact]
    public void NoCallAllocates()
    {
        string?[] emails = [.. Enumerable.Range(0, 1000).Select(Email), new string('Σ', 100_000), new string(';', 100_000) + '\uD800'];
        (byte[] utf8, int[] offsets) = Layout(emails);
        var digests = new Sha256Digest[emails.Length];
        var statuses = new IdentifierStatus[emails.Length];

        Assert.Equal(0, Allocations.OfWarmCall(() => EmailHasher.HashColumn(emails, digests, statuses)));
        Assert.Equal(0, Allocations.OfWarmCall(() => EmailHasher.HashColumn(new Utf8Column(utf8, offsets), digests, statuses)));
        Assert.Equal(0, Allocations.OfWarmCall(() =>
        {
            foreach (string? email in emails)
                EmailHasher.Hash(email, out _);
        }));
        Assert.Equal(0, Allocations.OfWarmCall(() =>
        {
            for (int row = 0; row < emails.Length; row++)
                EmailHasher.Hash(new Utf8Column(utf8, offsets)[row], out _);
        }));
    }

    private static string? Email(int row) => (row % 11) switch
    {
        0 => null,
        1 => "",
        2 => "nobody",
        3 => new string((char)('A' + (row % 6)), Sha256Digest.HexLength),
        4 => $"\u3000ΟΔΥΣΣΕΥΣ{row}@ΕΛΛΑΣ.GR ",
        5 => $"İ{row}@X.com",
        6 => $"{new string('L', 240)}{row}@x.com",
        7 => $"{new string('a', row % 254)}@x.com",
        _ => $" User{row}@Example.org",
    };

    private static (byte[] Utf8, int[] Offsets) Layout(string?[] values)
    {
        byte[][] rows = [.. values.Select(value => Normalizers.ToUtf8(value ?? ""))];
        int end = 0;
        return ([.. rows.SelectMany(row => row)], [0, .. rows.Select(row => end += row.Length)]);
    }

    private static TheoryData<string, string> ReadPeers(string kind)
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "peer-vectors.json")));
        var data = new TheoryData<string, string>();
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray())
        {
            if (vector.GetProperty("kind").ValueEquals(kind))
                data.Add(vector.GetProperty("input").GetString()!, vector.GetProperty("expected").GetString()!);
        }

        return data;
    }
}
