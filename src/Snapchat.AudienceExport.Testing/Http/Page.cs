using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The part of a list that one answer holds: everything without <c>limit</c>, otherwise 50 to 1,000 elements.</summary>
internal static class Page
{
    private const int MinLimit = 50;
    private const int MaxLimit = 1000;

    /// <summary>Takes the elements that the query asks for.</summary>
    /// <returns>Whether <c>limit</c> and <c>cursor</c> are valid.</returns>
    public static bool TryTake<T>(HttpRequest request, IReadOnlyList<T> all, bool foreignLink, out IReadOnlyList<T> page, out JsonObject paging)
    {
        paging = [];
        page = all;
        if (!request.Query.TryGetValue("limit", out var limitText))
            return true;
        string? cursor = request.Query["cursor"];
        if (!int.TryParse(limitText, CultureInfo.InvariantCulture, out int limit) || limit is < MinLimit or > MaxLimit || !TryDecode(cursor, out int start))
            return false;

        page = [.. all.Skip(start).Take(limit)];
        int next = start + page.Count;
        if (next < all.Count)
        {
            string host = foreignLink ? "https://adsapisc.example" : $"{request.Scheme}://{request.Host}";
            paging["next_link"] = $"{host}{request.Path}?cursor={Uri.EscapeDataString(Encode(next))}&limit={limit}";
        }
        return true;
    }

    // Opaque like Snapchat's, and with characters that need escaping.
    private static string Encode(int start) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"start+{start}"));

    private static bool TryDecode(string? cursor, out int start)
    {
        start = 0;
        if (string.IsNullOrEmpty(cursor))
            return true;
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(cursor, bytes, out int count)
            && bytes[..count].StartsWith("start+"u8)
            && int.TryParse(bytes[6..count], CultureInfo.InvariantCulture, out start) && start >= 0;
    }
}
