namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>A file that the dashboard serves.</summary>
internal sealed record Asset(byte[] Content, string MediaType, string Hash);
