using Snapchat.AudienceExport.Profiles.Sources;

namespace Snapchat.AudienceExport.Tests.Profiles;

public sealed class FieldHintsTests
{
    [Theory]
    [InlineData("email", IdentifierKind.Email)]
    [InlineData("E-Mail", IdentifierKind.Email)]
    [InlineData("mail", IdentifierKind.Email)]
    [InlineData("customer_email", IdentifierKind.Email)]
    [InlineData("EmailAddress", IdentifierKind.Email)]
    [InlineData("Phone", IdentifierKind.Phone)]
    [InlineData("mobile", IdentifierKind.Phone)]
    [InlineData("Telephone", IdentifierKind.Phone)]
    [InlineData("tel.", IdentifierKind.Phone)]
    [InlineData("idfa", IdentifierKind.MobileAdId)]
    [InlineData("GAID", IdentifierKind.MobileAdId)]
    [InlineData("Advertising ID", IdentifierKind.MobileAdId)]
    [InlineData("mobile_ad_id", IdentifierKind.MobileAdId)]
    [InlineData("maid", IdentifierKind.MobileAdId)]
    [InlineData("mailing_city", null)]
    [InlineData("hotel", null)]
    [InlineData("name", null)]
    [InlineData("", null)]
    public void NameHints(string name, IdentifierKind? expected) => Assert.Equal(new ProfileField(name) { Type = "TEXT", Hint = expected }, FieldHints.Describe(name, "TEXT"));
}
