namespace Snapchat.AudienceExport.Identity;

/// <summary>A person who acts, with the role the person has right now.</summary>
internal sealed record Caller(Actor Actor, AudienceExportRole Role);
