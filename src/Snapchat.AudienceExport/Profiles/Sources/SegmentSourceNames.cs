namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>The names of the segment sources, in the order of their registration.</summary>
internal sealed class SegmentSourceNames : List<string>;
