namespace Snapchat.AudienceExport.Storage;

/// <summary>What a rate budget gives that all processes share: at most <c>PermitsPerSecond·t + Burst</c> permits in every window of t seconds.</summary>
/// <param name="Name">What it is for, as in <c>app</c>: up to 200 characters.</param>
/// <param name="PermitsPerSecond">How many permits flow back per second: 1 or more.</param>
/// <param name="Burst">How many permits it gives at once: 1 or more.</param>
public sealed record RateLimit(string Name, int PermitsPerSecond, int Burst)
{
    /// <summary>Gets the time in which one permit flows back; rounded up, so that the rate is never above the one asked for.</summary>
    internal TimeSpan Interval => TimeSpan.FromTicks((TimeSpan.TicksPerSecond + PermitsPerSecond - 1) / PermitsPerSecond);
}
