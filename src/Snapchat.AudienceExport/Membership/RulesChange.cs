namespace Snapchat.AudienceExport.Membership;

/// <summary>How far an audience has come since the normalization rules changed: some of its people may be there by digests that no run wants any more.</summary>
internal enum RulesChange
{
    /// <summary>All digests were made by the same rules.</summary>
    None = 0,

    /// <summary>A run under the newer rules has begun and not finished.</summary>
    Begun,

    /// <summary>Everybody wanted was sent under the newer rules; the older digests go once Snapchat has processed that, and a person has confirmed it.</summary>
    Sent,
}
