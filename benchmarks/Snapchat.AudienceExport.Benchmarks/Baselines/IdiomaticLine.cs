using System.Security.Cryptography;
using System.Text;

namespace Snapchat.AudienceExport.Benchmarks.Baselines;

/// <summary>What a .NET developer writes in one line to normalize and hash an address.</summary>
internal static class IdiomaticLine
{
    public static string Normalize(string email) => email.Trim().ToLowerInvariant();

    public static string Hash(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(email))));
}
