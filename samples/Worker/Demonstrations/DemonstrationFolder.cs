using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Snapchat.AudienceExport;

namespace Worker.Demonstrations;

/// <summary>What the workers of the demonstration share besides the database: segments as files, and the key ring with the certificate that protects it. Gone with the demonstration.</summary>
internal sealed class DemonstrationFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audience-export-demonstration-");

    public DemonstrationFolder()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Demonstration", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllBytes(Certificate, certificate.Export(X509ContentType.Pfx));
        Directory.CreateDirectory(Segments);
    }

    public string Segments => Path.Combine(_folder.FullName, "segments");

    public string Keys => Path.Combine(_folder.FullName, "keys");

    public string Certificate => Path.Combine(_folder.FullName, "keys.pfx");

    public static SegmentId Segment(int index) => SegmentId.Parse(string.Create(CultureInfo.InvariantCulture, $"list-{index}"));

    /// <summary>Writes files of made-up people.</summary>
    public void WriteSegments(int count, int people)
    {
        for (int index = 0; index < count; index++)
        {
            SegmentId segment = Segment(index);
            File.WriteAllLines(Path.Combine(Segments, $"{segment}.csv"), ["email", .. Enumerable.Range(0, people).Select(number => $"person{number}@{segment}.example")]);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
