namespace Snapchat.AudienceExport;

/// <summary>Whether exports may go through a connection.</summary>
public enum ConnectionState
{
    /// <summary>Being set up, and not saved; nobody can export through it.</summary>
    Draft = 0,

    /// <summary>Complete.</summary>
    Active,

    /// <summary>Snapchat no longer accepts its authentication; an administrator has to authenticate again. Its exports stay as they are.</summary>
    NeedsReauthentication,
}
