namespace Snapchat.AudienceExport.Testing;

/// <summary>How an answer of 429 or 503 tells when to try again.</summary>
public enum RetryHint
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary><c>X-Rate-Limit-Limit</c>, <c>-Remaining: 0</c> and <c>-Reset</c> in epoch milliseconds, as observed at Snapchat.</summary>
    RateHeaders,

    /// <summary><c>Retry-After</c> in seconds.</summary>
    RetryAfterSeconds,

    /// <summary><c>Retry-After</c> as an HTTP date.</summary>
    RetryAfterDate,
}
