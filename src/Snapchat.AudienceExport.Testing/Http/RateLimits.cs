using System.Globalization;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The enforced limits, and the headers that Snapchat sends on writes whatever it enforces.</summary>
internal sealed class RateLimits(SnapchatSimulatorOptions options)
{
    private const int WindowSeconds = 5;
    private const int WritesPerWindow = 83;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TokenBucket> _perToken = new(StringComparer.Ordinal);
    private readonly TokenBucket _perApp = new(options.RequestsPerSecondPerApp, options.TimeProvider.GetUtcNow());
    private long _window;
    private int _writes;

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it is within the limits.</returns>
    public bool TryTake(string accessToken)
    {
        if (!options.EnforceRateLimits)
            return true;
        lock (_gate)
        {
            DateTimeOffset now = options.TimeProvider.GetUtcNow();
            if (!_perToken.TryGetValue(accessToken, out TokenBucket? perToken))
                _perToken[accessToken] = perToken = new TokenBucket(options.RequestsPerSecondPerToken, now);
            if (perToken.IsEmpty(now) || _perApp.IsEmpty(now))
                return false;
            perToken.Take();
            _perApp.Take();
            return true;
        }
    }

    /// <summary>The headers of a write.</summary>
    public (string Name, string Value)[] CountWrite()
    {
        lock (_gate)
        {
            long window = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds() / WindowSeconds;
            _writes = window == _window ? _writes + 1 : 1;
            _window = window;
            return Headers(Math.Max(0, WritesPerWindow - _writes));
        }
    }

    /// <summary>The headers of an answer of 429 or 503.</summary>
    public (string Name, string Value)[] Headers(RetryHint hint, TimeSpan retryAfter) => hint switch
    {
        RetryHint.RateHeaders => Headers(remaining: 0),
        RetryHint.RetryAfterSeconds => [("Retry-After", ((long)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture))],
        RetryHint.RetryAfterDate => [("Retry-After", (options.TimeProvider.GetUtcNow() + retryAfter).ToString("R", CultureInfo.InvariantCulture))],
        _ => [],
    };

    private (string Name, string Value)[] Headers(int remaining)
    {
        long window = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds() / WindowSeconds;
        long resetMilliseconds = (window + 1) * WindowSeconds * 1000;
        return
        [
            ("X-Rate-Limit-Limit", WritesPerWindow.ToString(CultureInfo.InvariantCulture)),
            ("X-Rate-Limit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)),
            ("X-Rate-Limit-Reset", resetMilliseconds.ToString(CultureInfo.InvariantCulture)),
        ];
    }
}
