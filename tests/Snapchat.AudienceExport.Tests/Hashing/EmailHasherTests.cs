namespace Snapchat.AudienceExport.Tests.Hashing;

public sealed class EmailHasherTests
{
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

    [Fact]
    public void ColumnHasTheStatusAndDigestOfEachRow()
    {
        string?[] emails = new string?[100];
        for (int row = 0; row < emails.Length; row++)
        {
            emails[row] = (row % 5) switch
            {
                0 => null,
                1 => "nobody",
                2 => new string((char)('A' + (row % 6)), Sha256Digest.HexLength),
                _ => $" User{row}@Example.org",
            };
        }

        var digests = new Sha256Digest[emails.Length];
        var statuses = new IdentifierStatus[emails.Length];
        digests.AsSpan().Fill(Sha256Digest.Parse(new string('f', Sha256Digest.HexLength)));

        int valid = EmailHasher.HashColumn(emails, digests, statuses);

        Assert.Equal(40, valid);
        for (int row = 0; row < emails.Length; row++)
        {
            Assert.Equal(EmailHasher.Hash(emails[row], out Sha256Digest digest), statuses[row]);
            Assert.Equal(digest, digests[row]);
        }
    }
}
