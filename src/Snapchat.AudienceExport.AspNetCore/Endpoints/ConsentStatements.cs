namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The wording to agree to now, and the one that will follow it or null.</summary>
internal sealed record ConsentStatements(ConsentStatement Current, ConsentStatement? Upcoming);
