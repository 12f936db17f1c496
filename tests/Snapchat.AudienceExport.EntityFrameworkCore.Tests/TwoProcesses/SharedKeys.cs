using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>A key ring that processes share: a folder, and the certificate that protects it beside.</summary>
internal sealed class SharedKeys : IDisposable
{
    private const string CertificateFile = "certificate.pfx";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audience-export-shared-keys-");

    public SharedKeys()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Snapchat.AudienceExport tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllBytes(Path.Combine(Folder, CertificateFile), certificate.Export(X509ContentType.Pfx));
    }

    public string Folder => _folder.FullName;

    public static void Configure(IDataProtectionBuilder keys, string folder) => keys
        .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "ring")))
        .ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(folder, CertificateFile), password: null));

    public void Dispose() => _folder.Delete(recursive: true);
}
