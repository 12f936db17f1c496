namespace Snapchat.AudienceExport.Membership;

/// <summary>Names a table, and tells it from every other of the same name.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Checksum">The SHA-256 of its manifest, in lower-case hexadecimal digits.</param>
internal sealed record TableReference(string Name, string Checksum);
