using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>How long an answer asks to wait before the next request.</summary>
internal static class ServerDelay
{
    private const string RateLimitReset = "X-Rate-Limit-Reset";

    /// <returns>The longer of <c>Retry-After</c> (seconds or date) and, on a 429, <c>X-Rate-Limit-Reset</c> (epoch milliseconds); null if neither lies ahead.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan delay = RetryAfter(response.Headers.RetryAfter, now);
        if (response.StatusCode == HttpStatusCode.TooManyRequests && UntilReset(response.Headers, now) is var untilReset && untilReset > delay)
            delay = untilReset;
        return delay > TimeSpan.Zero ? delay : null;
    }

    private static TimeSpan RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date ? date - now : TimeSpan.Zero);

    private static TimeSpan UntilReset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.TryGetValues(RateLimitReset, out IEnumerable<string>? values)
            || !long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return TimeSpan.Zero;
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - now;
    }
}
