using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Client.Resilience;

namespace Snapchat.AudienceExport.Client;

/// <summary>One logical call: what the handlers on its way need to know. It travels with the request, so that all connections share one HTTP client.</summary>
internal sealed class ApiCall
{
    private static readonly HttpRequestOptionsKey<ApiCall> Key = new("Snapchat.AudienceExport.ApiCall");

    /// <summary>The name in logs, traces and metrics, as in <c>add_users</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What the call is for, such that it completes "Snapchat refused to …".</summary>
    public required string Purpose { get; init; }

    /// <summary>How long the call may take, retries and waiting included.</summary>
    public required TimeSpan Deadline { get; init; }

    public required RateBudget Budget { get; init; }

    /// <summary>Where the bearer token comes from; null for a call without one.</summary>
    public AccessTokenProvider? Tokens { get; init; }

    /// <summary>Whether a second request does no harm where the fate of the first is unknown.</summary>
    public bool IsRepeatable { get; init; } = true;

    public AudienceId? Audience { get; init; }

    /// <summary>What holds back its attempts; null for a call that is never held back.</summary>
    public IAttemptGate? Gate { get; init; }

    /// <summary>How many attempts were sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an attempt ended without an answer that says what became of it: it may take effect later.</summary>
    public bool HasUnansweredAttempts { get; set; }

    /// <summary>How the latest attempt that was given up ended, in a word for logs and messages.</summary>
    public string? LastFailure { get; set; }

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);

    public static ApiCall Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out ApiCall? call)
            ? call
            : throw new InvalidOperationException($"The HTTP client {SnapchatHttp.ClientName} serves this library's own calls only; take another client for other requests.");
}
