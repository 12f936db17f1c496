using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Membership.Tables;

/// <summary>Ties what is kept in one place to what is kept in another.</summary>
internal static class Checksums
{
    /// <returns>The SHA-256, in lower-case hexadecimal digits.</returns>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
