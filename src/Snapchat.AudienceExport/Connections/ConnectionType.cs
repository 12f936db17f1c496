namespace Snapchat.AudienceExport;

/// <summary>The kinds of destination a connection can lead to.</summary>
public enum ConnectionType
{
    /// <summary>Snapchat.</summary>
    Snapchat = 0,
}
