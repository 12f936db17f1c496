namespace Snapchat.AudienceExport.Storage;

/// <summary>A value of which there is one for all processes, as the system refresh.</summary>
/// <param name="Name">What it is: up to 200 characters.</param>
/// <param name="Version">1 when it is first written, raised by one at each update.</param>
/// <param name="Value">The value; a store knows nothing of its meaning.</param>
public sealed record StoredSetting(string Name, long Version, string Value);
