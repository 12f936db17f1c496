using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Snapchat.AudienceExport.Dashboard.Localization;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>The progress of a run in words, as its page shows it and the script renews it.</summary>
/// <param name="Status">How far the run is.</param>
/// <param name="Stage">Its stage, or an empty text before the first.</param>
/// <param name="Counts">How many profiles or identifiers are done, of how many if that is known, and how fast.</param>
/// <param name="Percent">How much of the stage is done, or null where that cannot be said.</param>
internal sealed record LiveRun(string Status, string Stage, string Counts, int? Percent)
{
    public static LiveRun Of(RunRecord run, Language language)
    {
        CommonWords words = language.Words.Common;
        string status = words.Statuses[run.Status];
        if (run.Progress is not { } progress)
            return new LiveRun(status, "", "", null);
        int? percent = progress.Total is > 0 and { } total ? (int)Math.Min(100, 100 * progress.Done / total) : null;
        return new LiveRun(status, words.Stages[progress.Stage], CountsOf(progress, language), percent);
    }

    /// <summary>Follows a run. A browser that lost the connection asks again and gets the progress as it is by then, so no event needs an ID.</summary>
    public static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        IExportRunner runner, ClaimsPrincipal user, RunId run, Language language, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without it an application could not stop before the last of its watchers has gone.
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await foreach (RunRecord record in runner.WatchAsync(user, run, either.Token).ConfigureAwait(false))
            yield return new SseItem<string>(JsonSerializer.Serialize(Of(record, language), JsonSerializerOptions.Web), record.HasEnded ? "ended" : "progress");
    }

    private static string CountsOf(ExportProgress progress, Language language)
    {
        if (progress.Stage is not (ExportStage.Collecting or ExportStage.Uploading))
            return "";
        string done = progress.Total is { } total ? $"{language.Number(progress.Done)} / {language.Number(total)}" : language.Number(progress.Done);
        return progress.Rate >= 1 ? $"{done} · {language.Words.Common.PerSecond(language.Number((long)progress.Rate))}" : done;
    }
}
