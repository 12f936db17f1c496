namespace Snapchat.AudienceExport.Membership;

/// <summary>A range of a column that goes into one request.</summary>
/// <param name="Column">The column.</param>
/// <param name="Start">The position of its first digest.</param>
/// <param name="Count">How many digests it has.</param>
/// <param name="Checksum">The checksum of these digests.</param>
internal sealed record RequestCut(PlanColumn Column, long Start, int Count, ulong Checksum);
