using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Upload;

/// <summary>Clears an audience and waits until it is empty and no clear can take effect any more, from the step on that the journal has come to. Each step is durable before the next begins, and nobody is added before the last one is.</summary>
/// <param name="client">The client.</param>
/// <param name="audience">The audience.</param>
/// <param name="journal">The journal of the run.</param>
/// <param name="wait">How long to wait until the audience is empty.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class AudienceClear(ISnapchatAudienceClient client, AudienceId audience, RunJournal journal, TimeSpan wait, TimeProvider timeProvider)
{
    // One read could be from before the clear was taken up.
    private const int ReadsInARow = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private string NotEmpty => $"Audience {audience} was cleared and is not empty after {wait}; nobody was added. Resume the run or run the export again later, or raise ReplaceWait.";

    private string MayBeCleared =>
        $"Audience {audience} is empty, but after {wait} a clear or removal without an answer may still take effect (ClearLateness, RequestLateness), so nobody was added. Resume the run or run the export again later, or raise ReplaceWait.";

    /// <exception cref="ClearNotSettledException">The audience was not empty in time.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (journal.Progress.Clear >= ClearStep.SettledWithOpenAdditions)
            return;
        if (journal.Progress.Clear < ClearStep.Accepted)
        {
            await journal.RecordAsync(JournalRecord.OfClear(ClearStep.Sent, timeProvider.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            await SendAsync(cancellationToken).ConfigureAwait(false);
            await journal.RecordAsync(JournalRecord.OfClear(ClearStep.Accepted, timeProvider.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);
        }

        await WaitAsync(cancellationToken).ConfigureAwait(false);
        await journal.RecordAsync(journal.Progress.JudgeSettled(timeProvider.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        bool hasUnansweredAttempts;
        try
        {
            hasUnansweredAttempts = await ClearAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            journal.Progress.LeaveClearUnanswered(timeProvider.GetUtcNow());
            throw;
        }

        if (hasUnansweredAttempts)
            journal.Progress.LeaveClearUnanswered(timeProvider.GetUtcNow());
    }

    private async Task<bool> ClearAsync(CancellationToken cancellationToken)
    {
        if (client is SnapchatAudienceClient own)
            return await own.ClearAsync(audience, cancellationToken).ConfigureAwait(false);
        await client.RemoveAllUsersAsync(audience, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        long start = timeProvider.GetTimestamp();
        int empty = 0;
        while (true)
        {
            SnapchatAudience seen = await client.GetAudienceAsync(audience, cancellationToken).ConfigureAwait(false);
            empty = seen.ApproximateSize == 0 && seen.UploadStatus != AudienceUploadStatus.Processing ? empty + 1 : 0;

            // That it is empty says nothing of a clear without an answer: it may have been empty before.
            bool mayBeCleared = journal.Progress.MayStillRemove(timeProvider.GetUtcNow());
            if (empty >= ReadsInARow && !mayBeCleared)
                return;
            if ((empty == 0 || mayBeCleared) && timeProvider.GetElapsedTime(start) >= wait)
                throw new ClearNotSettledException(empty == 0 ? NotEmpty : MayBeCleared);
            await Task.Delay(Pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
