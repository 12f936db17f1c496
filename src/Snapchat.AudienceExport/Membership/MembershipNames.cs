using System.Buffers;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The names of sets and logs: safe as file names on every system.</summary>
internal static class MembershipNames
{
    private const int MaxLength = 100;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static void Check(string name)
    {
        if (name.Length is 0 or > MaxLength || name.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException($"A name has 1 to {MaxLength} characters out of a to z, 0 to 9 and '-'.", nameof(name));
    }
}
