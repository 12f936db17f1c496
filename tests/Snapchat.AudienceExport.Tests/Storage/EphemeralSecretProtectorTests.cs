using System.Security.Cryptography;
using System.Text;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Storage;

public sealed class EphemeralSecretProtectorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a refresh token")]
    public void ReturnsWhatWasProtected(string secret)
    {
        using var protector = new EphemeralSecretProtector();
        byte[] clear = Encoding.UTF8.GetBytes(secret);

        byte[] first = protector.Protect(clear), second = protector.Protect(clear);

        Assert.Equal(clear, protector.Unprotect(first));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void RefusesChangedAndForeignBytes()
    {
        using var protector = new EphemeralSecretProtector();
        using var other = new EphemeralSecretProtector();
        byte[] bytes = protector.Protect("secret"u8);

        Assert.ThrowsAny<CryptographicException>(() => other.Unprotect(bytes));
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(bytes.AsSpan(0, 5)));
        for (int index = 0; index < bytes.Length; index++)
        {
            byte[] changed = [.. bytes];
            changed[index] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(changed));
        }
    }
}
