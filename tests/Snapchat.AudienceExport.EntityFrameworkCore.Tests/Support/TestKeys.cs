using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

/// <summary>A key ring in a temporary folder, protected by a certificate that lives as long as the process.</summary>
internal static class TestKeys
{
    private static readonly Lazy<X509Certificate2> SelfSigned = new(Create);

    public static X509Certificate2 Certificate => SelfSigned.Value;

    public static void Configure(IDataProtectionBuilder keys) =>
        keys.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Path.GetTempPath(), $"audience-export-keys-{Environment.ProcessId}"))).ProtectKeysWithCertificate(Certificate);

    private static X509Certificate2 Create()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Snapchat.AudienceExport tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
