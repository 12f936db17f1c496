using System.Security.Cryptography;
using System.Text;

namespace ExportConsole.Tests;

/// <summary>What Snapchat gets, computed the plain way.</summary>
internal static class Digests
{
    public static string Of(string normalized) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalized)));

    /// <summary>The lines that <c>--audience-out</c> writes of an audience with these people.</summary>
    public static IEnumerable<string> LinesOf(params IEnumerable<string> normalized) => normalized.Select(Of).Order(StringComparer.Ordinal);
}
