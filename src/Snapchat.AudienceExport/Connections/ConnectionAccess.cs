namespace Snapchat.AudienceExport;

/// <summary>Who may use a connection in exports. Administrators always may.</summary>
public sealed record ConnectionAccess
{
    /// <summary>Administrators only: what a connection begins with.</summary>
    public static ConnectionAccess Administrators { get; } = new();

    /// <summary>All contributors.</summary>
    public static ConnectionAccess AllContributors { get; } = new() { Contributors = true };

    /// <summary>Gets whether every contributor may use it.</summary>
    /// <value>The default is false.</value>
    public bool Contributors { get; init; }

    /// <summary>Gets the contributors who may use it by name, whether or not all others may.</summary>
    /// <value>Empty by default. A person named here who is no contributor gains nothing by it.</value>
    public IReadOnlyList<Actor> Users { get; init; } = [];
}
