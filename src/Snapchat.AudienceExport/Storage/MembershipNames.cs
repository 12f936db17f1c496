using System.Buffers;

namespace Snapchat.AudienceExport.Storage;

/// <summary>The names of sets and logs in an <see cref="IMembershipStore"/>: safe as file names on every system. For store authors.</summary>
public static class MembershipNames
{
    private const int MaxLength = 100;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name: 1 to 100 characters out of <c>a</c> to <c>z</c>, <c>0</c> to <c>9</c> and <c>-</c>.</param>
    /// <exception cref="ArgumentException">It is not such a name.</exception>
    public static void Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxLength || name.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException($"A name has 1 to {MaxLength} characters out of a to z, 0 to 9 and '-'.", nameof(name));
    }
}
