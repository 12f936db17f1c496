namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>The key of a named segment source among the services: a type of its own, so that it meets no key of the host's.</summary>
internal sealed record SegmentSourceKey(string Name);
