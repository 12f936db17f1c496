namespace Snapchat.AudienceExport.Storage;

/// <summary>How far a rate budget is spent that all processes share.</summary>
/// <param name="Name">The name of its limit.</param>
/// <param name="FullAt">When nothing of it is spent any more, by the store's clock; in the past if nothing is.</param>
/// <param name="PausedUntil">Until when it gives nothing, by the store's clock; in the past if it is not paused.</param>
public sealed record StoredRate(string Name, DateTimeOffset FullAt, DateTimeOffset PausedUntil)
{
    /// <summary>Makes the budget that nobody has taken from yet.</summary>
    /// <param name="name">The name of its limit.</param>
    /// <returns>The budget.</returns>
    public static StoredRate Unspent(string name) => new(name, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
}
