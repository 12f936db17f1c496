using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The records of a run as server-sent events. A browser that lost the connection asks again and gets the record as it is by then, so no event needs an ID.</summary>
internal static class RunEvents
{
    public static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without it an application could not stop before the last of its watchers has gone.
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await foreach (RunRecord record in runner.WatchAsync(user, run, either.Token).ConfigureAwait(false))
            yield return new SseItem<string>(JsonSerializer.Serialize(record, WireJson.Options), record.HasEnded ? "ended" : "progress");
    }
}
