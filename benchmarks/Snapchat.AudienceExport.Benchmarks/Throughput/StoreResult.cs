namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What exports take that keep whom they sent in files: durable plan and journal, encrypted.</summary>
/// <param name="FloorMs">The floor.</param>
/// <param name="FullMs">Everybody sent.</param>
/// <param name="MirrorMs">A mirror with 1 % changed.</param>
/// <param name="FullOverFloor">The median of the ratios inside rounds.</param>
/// <param name="MirrorOverFull">The median of the ratios inside rounds.</param>
/// <param name="Changed">How many identifiers the mirror sent: those added, and those removed.</param>
internal sealed record StoreResult(double FloorMs, double FullMs, double MirrorMs, double FullOverFloor, double MirrorOverFull, int Changed);
