namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>An average rate, with bursts of up to two seconds' worth.</summary>
internal sealed class TokenBucket(int perSecond, DateTimeOffset createdAt)
{
    private const int BurstSeconds = 2;

    private double _tokens = BurstSeconds * perSecond;
    private DateTimeOffset _filledAt = createdAt;

    public bool IsEmpty(DateTimeOffset now)
    {
        _tokens = Math.Min(BurstSeconds * perSecond, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
        _filledAt = now;
        return _tokens < 1;
    }

    public void Take() => _tokens--;
}
