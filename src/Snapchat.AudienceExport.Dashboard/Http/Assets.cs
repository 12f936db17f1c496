using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>The style sheets and the script, out of the assembly. Their addresses hold a hash of their content, so browsers may keep them for ever.</summary>
internal sealed class Assets
{
    private readonly FrozenDictionary<string, Asset> _byName;

    public Assets()
    {
        Assembly assembly = typeof(Assets).Assembly;
        _byName = assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith(".css", StringComparison.Ordinal) || name.EndsWith(".js", StringComparison.Ordinal))
            .ToFrozenDictionary(static name => name, name => Load(assembly, name), StringComparer.Ordinal);
    }

    /// <summary>Gets the address of an asset below the prefix.</summary>
    public string PathOf(string name) => $"/assets/{_byName[name].Hash}/{name}";

    /// <summary>Finds an asset, whatever hash it was asked for with: a page from before an update gets the new one.</summary>
    public Asset? Find(string name) => _byName.GetValueOrDefault(name);

    private static Asset Load(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        string type = name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        return new Asset(content, type, Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)));
    }
}
