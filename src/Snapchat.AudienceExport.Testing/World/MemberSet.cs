namespace Snapchat.AudienceExport.Testing.World;

/// <summary>The identifiers of one kind in one audience, and when each was last added.</summary>
internal sealed class MemberSet
{
    private readonly Dictionary<Sha256Digest, long> _addedAt = [];
    private long _oldest = long.MaxValue;

    public int Count => _addedAt.Count;

    public void Add(ReadOnlySpan<Sha256Digest> digests, long now)
    {
        foreach (Sha256Digest digest in digests)
            _addedAt[digest] = now;
        _oldest = Math.Min(_oldest, now);
    }

    public void Remove(ReadOnlySpan<Sha256Digest> digests)
    {
        foreach (Sha256Digest digest in digests)
            _addedAt.Remove(digest);
    }

    /// <summary>Removes those last added at <paramref name="limit"/> or before.</summary>
    public void Expire(long limit)
    {
        if (_oldest > limit)
            return;
        _oldest = long.MaxValue;
        foreach ((Sha256Digest digest, long addedAt) in _addedAt)
        {
            if (addedAt <= limit)
                _addedAt.Remove(digest);
            else
                _oldest = Math.Min(_oldest, addedAt);
        }
    }

    public void Clear()
    {
        _addedAt.Clear();
        _oldest = long.MaxValue;
    }

    public Sha256Digest[] ToArray() => [.. _addedAt.Keys];
}
