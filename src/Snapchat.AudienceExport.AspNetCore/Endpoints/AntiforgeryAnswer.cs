namespace Snapchat.AudienceExport.Endpoints;

/// <summary>An anti-forgery token, and the header to send it in. It holds for the signed-in person and belongs to a cookie that comes with it.</summary>
internal sealed record AntiforgeryAnswer(string HeaderName, string Token);
