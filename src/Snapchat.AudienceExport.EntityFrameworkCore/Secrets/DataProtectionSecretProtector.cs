using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Secrets;

/// <summary>Encrypts with ASP.NET Core Data Protection: keys change by themselves, and former ones still decrypt.</summary>
internal sealed class DataProtectionSecretProtector(KeyRing keyRing, AudienceExportDatabase database) : ISecretProtector
{
    private readonly Lazy<IDataProtector> _protector = new(keyRing.CreateProtector, LazyThreadSafetyMode.PublicationOnly);

    // A database for several machines demands a key ring for several machines.
    public bool IsShared => database.IsShared;

    public byte[] Protect(ReadOnlySpan<byte> clear)
    {
        byte[] copy = clear.ToArray();
        try
        {
            return _protector.Value.Protect(copy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes) => _protector.Value.Unprotect(protectedBytes.ToArray());
}
