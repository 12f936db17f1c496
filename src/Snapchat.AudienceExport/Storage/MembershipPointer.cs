namespace Snapchat.AudienceExport.Storage;

/// <summary>Says which snapshot and which journal of an audience are in force. Replacing it is the one step that commits.</summary>
/// <param name="Version">1 for the first pointer of an audience, raised by one whenever it is replaced.</param>
/// <param name="Content">What it says; opaque to the store.</param>
public sealed record MembershipPointer(long Version, ReadOnlyMemory<byte> Content);
