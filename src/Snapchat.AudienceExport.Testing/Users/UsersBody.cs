namespace Snapchat.AudienceExport.Testing.Users;

/// <summary>The body of an upload or removal, as read.</summary>
internal sealed class UsersBody : IDisposable
{
    /// <summary>Snapchat's limit for one request.</summary>
    public const int MaxIdentifiers = 100_000;

    public List<UsersPart> Parts { get; } = [];

    /// <summary>Why the body is not of the right shape, or null.</summary>
    public string? Problem { get; set; }

    public int Count => Parts.Sum(part => part.Count);

    public void Dispose()
    {
        foreach (UsersPart part in Parts)
            part.Dispose();
    }
}
