namespace Snapchat.AudienceExport.Endpoints;

/// <summary>A refresh token that was obtained elsewhere.</summary>
internal sealed record RefreshTokenBody(SnapchatSecret RefreshToken);
