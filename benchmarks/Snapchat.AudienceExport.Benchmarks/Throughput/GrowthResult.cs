namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What a whole export takes of so many profiles that memory does not hold them, with the file store.</summary>
/// <param name="Seconds">The time.</param>
/// <param name="NanosecondsPerProfile">The time per profile; making it is part of it.</param>
/// <param name="PeakBytes">The most resident memory of the process.</param>
/// <param name="WrittenBytes">What it wrote to the disk, or null where the system does not tell.</param>
internal sealed record GrowthResult(double Seconds, double NanosecondsPerProfile, long PeakBytes, long? WrittenBytes);
