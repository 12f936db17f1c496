namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>What the token endpoint gave.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token to use from now on; null if there was none in the answer, so that the former one stays.</param>
/// <param name="Lifetime">How long the access token lives.</param>
internal sealed record TokenGrant(SnapchatSecret AccessToken, SnapchatSecret? RefreshToken, TimeSpan Lifetime)
{
    /// <summary>The lifetime without a margin, which is at most half of it.</summary>
    public TimeSpan UsableFor(TimeSpan margin) => Lifetime - (margin < Lifetime / 2 ? margin : Lifetime / 2);
}
