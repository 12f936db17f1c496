using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

/// <summary>Reads and writes in transactions: the one place that knows of repetition, locks and what providers throw.</summary>
internal sealed class DatabaseSession(Func<AudienceExportDbContext> createContext, AudienceExportDatabase database)
{
    private const int MaxAttempts = 10;

    public bool IsShared => database.IsShared;

    public Task<T> ReadAsync<T>(Func<AudienceExportDbContext, Task<T>> read, CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                AudienceExportDbContext context = createContext();
                await using (context.ConfigureAwait(false))
                {
                    await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                    return await OverConnectionAsync(context, () => read(context)).ConfigureAwait(false);
                }
            });

    /// <summary>Does an act in a transaction, alone with what the locks name. An act that throws leaves nothing behind.</summary>
    public Task<T> WriteAsync<T>(IEnumerable<string> locks, Func<AudienceExportDbContext, Task<T>> act, CancellationToken cancellationToken)
    {
        string[] names = [.. locks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return TranslateAsync(
            async () =>
            {
                for (int attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await WriteOnceAsync(names, act, cancellationToken).ConfigureAwait(false);
                    }
                    catch (Exception exception) when (attempt < MaxAttempts && Cause(exception) is { } cause && database.MayRepeat(cause))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                    }
                }
            });
    }

    public ValueTask<DateTimeOffset> GetTimeAsync(DbContext context, CancellationToken cancellationToken) => database.GetTimeAsync(context, cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                AudienceExportDbContext context = createContext();
                await using (context.ConfigureAwait(false))
                {
                    if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
                    {
                        await database.PrepareMigrationAsync(context, cancellationToken).ConfigureAwait(false);
                        await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
                    }

                    return true;
                }
            });

    private async Task<T> WriteOnceAsync<T>(string[] names, Func<AudienceExportDbContext, Task<T>> act, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using IDisposable? turn = await database.EnterAsync(cancellationToken).ConfigureAwait(false);
        AudienceExportDbContext context = createContext();
        await using (context.ConfigureAwait(false))
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                return await OverConnectionAsync(
                    context,
                    async () =>
                    {
                        if (names.Length > 0)
                            await database.LockAsync(context, names, cancellationToken).ConfigureAwait(false);
                        T result = await act(context).ConfigureAwait(false);
                        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);

                        // A commit that is canceled on its way may have been made or not.
                        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                        return result;
                    }).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Does something over an open connection, which stays open unless it breaks.</summary>
    private static async Task<T> OverConnectionAsync<T>(AudienceExportDbContext context, Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or AudienceExportException or OutOfMemoryException)
            && Cause(exception) is null && context.Database.GetDbConnection().State != System.Data.ConnectionState.Open)
        {
            throw new BrokenConnectionException(exception);
        }
    }

    private async Task<T> TranslateAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw StoreConflict.Changed("record");
        }
        catch (Exception exception) when (Cause(exception) is { } cause)
        {
            throw new AudienceExportStoreException(database.Describe(cause), exception) { IsTransient = database.IsTransient(cause) };
        }
    }

    /// <summary>Finds what the provider threw; Entity Framework wraps some of it.</summary>
    private static DbException? Cause(Exception exception)
    {
        for (Exception? inner = exception; inner is not (null or OperationCanceledException or AudienceExportException); inner = inner.InnerException)
        {
            if (inner is DbException cause)
                return cause;
        }

        return null;
    }
}
