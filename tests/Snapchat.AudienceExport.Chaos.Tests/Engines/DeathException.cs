namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>The process is dead: nothing that comes after is carried out.</summary>
internal sealed class DeathException() : Exception("The process died.");
