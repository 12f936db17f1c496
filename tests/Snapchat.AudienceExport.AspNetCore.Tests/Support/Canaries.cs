using System.Collections.Concurrent;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>Values that no response and no log may hold.</summary>
internal sealed class Canaries
{
    public const string Email = "Canary.Person@Example.com";
    public const string Foreign = "canary-of-a-foreign-exception";

    private readonly ConcurrentBag<string> _values = [Email, Foreign];

    public void Add(SnapchatSecret secret) => _values.Add(secret.Reveal());

    public void AssertNotIn(string text)
    {
        foreach (string value in _values)
            Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", text, StringComparison.Ordinal);
    }
}
