namespace Snapchat.AudienceExport;

/// <summary>What becomes of the audience that an export leaves when it is moved to another.</summary>
public enum FormerAudience
{
    /// <summary>Not decided: moving is refused with a question.</summary>
    Ask = 0,

    /// <summary>It stays as it is.</summary>
    Leave,

    /// <summary>All users are removed from it.</summary>
    Clear,
}
