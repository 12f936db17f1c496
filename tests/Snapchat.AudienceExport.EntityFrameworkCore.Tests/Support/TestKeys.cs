using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

/// <summary>A key ring in a temporary folder, protected by a certificate; both live as long as the process.</summary>
internal static class TestKeys
{
    private static readonly Lazy<X509Certificate2> SelfSigned = new(Create);
    private static readonly Lazy<DirectoryInfo> Folder = new(CreateFolder);

    public static X509Certificate2 Certificate => SelfSigned.Value;

    public static void Configure(IDataProtectionBuilder keys) => keys.PersistKeysToFileSystem(Folder.Value).ProtectKeysWithCertificate(Certificate);

    private static DirectoryInfo CreateFolder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("audience-export-keys-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }

    private static X509Certificate2 Create()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Snapchat.AudienceExport tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
