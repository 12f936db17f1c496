namespace Snapchat.AudienceExport.Chaos.Tests.World;

/// <summary>Very many people, who differ by their numbers.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="DiesAt">At which row the process that reads them kills itself; null for never.</param>
internal sealed record GeneratedPeople(int First, int Count, int? DiesAt = null);
