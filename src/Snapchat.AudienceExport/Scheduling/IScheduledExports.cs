namespace Snapchat.AudienceExport;

/// <summary>What a scheduler has to know and do. For authors of schedulers, as the package for Quartz.NET is one; hosts have no need of it.</summary>
/// <remarks>A scheduler decides when to look; what is due, and that each due time of an export is queued once, is decided here, by what is in the store.</remarks>
public interface IScheduledExports
{
    /// <summary>Gets the different recurrences at whose times something is due: that of the system refresh, if it is on, and those of exports.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The recurrences, each once.</returns>
    Task<IReadOnlyList<Recurrence>> GetRecurrencesAsync(CancellationToken cancellationToken = default);

    /// <summary>Queues everything that is due and has not been queued, and lets the system refresh begin if it is due. What was missed several times is queued once.</summary>
    /// <param name="until">Until when; a scheduler gives the time it woke up at, or for which it did.</param>
    /// <param name="cancellationToken">Stops the call; what has been queued stays queued, and the next call goes on.</param>
    /// <returns>How many runs were queued.</returns>
    /// <exception cref="Storage.AudienceExportStoreException">The store cannot be reached; the next call goes on.</exception>
    Task<int> QueueDueAsync(DateTimeOffset until, CancellationToken cancellationToken = default);
}
