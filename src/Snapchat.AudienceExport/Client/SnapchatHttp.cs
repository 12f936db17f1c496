namespace Snapchat.AudienceExport.Client;

/// <summary>What registration and calls have to agree on.</summary>
internal static class SnapchatHttp
{
    /// <summary>The one named client of all connections.</summary>
    internal const string ClientName = "Snapchat.AudienceExport";

    /// <summary>Appends a relative path to a base address, whether or not that ends in a slash and has a path of its own.</summary>
    internal static Uri At(Uri baseAddress, string path) =>
        new(baseAddress.AbsoluteUri.EndsWith('/') ? baseAddress : new Uri(baseAddress.AbsoluteUri + "/"), path);

    internal static bool IsSameOrigin(Uri left, Uri right) =>
        left.IsAbsoluteUri && Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
