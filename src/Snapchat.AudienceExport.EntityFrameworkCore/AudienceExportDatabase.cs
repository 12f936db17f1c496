using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Snapchat.AudienceExport.Storage;

/// <summary>What differs between databases. For authors of packages for further ones.</summary>
public abstract class AudienceExportDatabase
{
    /// <summary>Gets whether processes on several machines can use the same database.</summary>
    /// <value>The default is false.</value>
    public virtual bool IsShared => false;

    /// <summary>Gets the time on the clock that all processes with this database share.</summary>
    /// <param name="context">The open context.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The time, as UTC.</returns>
    public abstract ValueTask<DateTimeOffset> GetTimeAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Waits until this process may begin a writing transaction.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What to dispose of when the transaction has ended, or null.</returns>
    public virtual ValueTask<IDisposable?> EnterAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable?>(null);

    /// <summary>Waits, in a transaction that has just begun, until no other transaction has locked one of these names, and locks them until its end.</summary>
    /// <param name="context">The context of the transaction.</param>
    /// <param name="names">The names of what will be read and changed, sorted.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when they are locked.</returns>
    public abstract Task LockAsync(DbContext context, string[] names, CancellationToken cancellationToken);

    /// <summary>Gets whether a transaction was rolled back for the sake of another one, and may be done again.</summary>
    /// <param name="exception">What the provider threw.</param>
    /// <returns>Whether to do it again.</returns>
    public abstract bool MayRepeat(DbException exception);

    /// <summary>Gets whether the database is away, is busy, or did not answer in time, so that the same may succeed a little later.</summary>
    /// <param name="exception">What the provider threw.</param>
    /// <returns>Whether it may; by default what the provider itself says.</returns>
    public virtual bool IsTransient(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.IsTransient;
    }

    /// <summary>Says in one sentence what is the matter and what to do, without connection string, password or value.</summary>
    /// <param name="exception">What the provider threw.</param>
    /// <returns>The sentence.</returns>
    public abstract string Describe(DbException exception);

    /// <summary>Prepares the database for migrations: called only if there are some to apply.</summary>
    /// <param name="context">The context.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when migrations can be applied.</returns>
    public virtual Task PrepareMigrationAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
