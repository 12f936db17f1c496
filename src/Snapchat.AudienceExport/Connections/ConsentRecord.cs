namespace Snapchat.AudienceExport;

/// <summary>Who agreed, when, to which wording, and for which Snapchat account.</summary>
/// <param name="GivenBy">Who agreed.</param>
/// <param name="GivenAt">When.</param>
/// <param name="Version">The version of the wording.</param>
/// <param name="Text">The exact wording.</param>
public sealed record ConsentRecord(Actor GivenBy, DateTimeOffset GivenAt, string Version, string Text)
{
    /// <summary>Gets Snapchat's ID of the account the consent is for, or null as long as the connection was not authenticated. For another account it does not hold.</summary>
    public string? SnapchatAccount { get; init; }
}
