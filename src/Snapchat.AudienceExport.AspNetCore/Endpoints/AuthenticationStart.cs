namespace Snapchat.AudienceExport.Endpoints;

/// <summary>Where to send the person's browser; valid for 10 minutes and one authentication.</summary>
internal sealed record AuthenticationStart(Uri Address);
