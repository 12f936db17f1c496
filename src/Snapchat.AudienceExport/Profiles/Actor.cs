namespace Snapchat.AudienceExport;

/// <summary>A person or service that acts: who asked for a run, and under whose identity profiles are read (the export user).</summary>
/// <param name="Id">The stable ID of the actor in the host's own user directory.</param>
/// <param name="DisplayName">The name shown to people, or null.</param>
public sealed record Actor(string Id, string? DisplayName = null);
