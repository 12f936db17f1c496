using System.Buffers;

namespace Snapchat.AudienceExport.Testing.Users;

/// <summary>One element of the array <c>users</c>: a schema and digests.</summary>
internal sealed class UsersPart : IDisposable
{
    private Sha256Digest[] _digests = [];
    private int _digestCount;

    /// <summary>The kind of identifier, or null if the schema is missing, unknown, or not exactly one.</summary>
    public IdentifierKind? Kind { get; private set; }

    public int SchemaCount { get; private set; }

    /// <summary>How many identifiers there are, malformed ones included.</summary>
    public int Count { get; private set; }

    public int MalformedCount { get; private set; }

    public ReadOnlySpan<Sha256Digest> Digests => _digests.AsSpan(0, _digestCount);

    public void AddSchema(IdentifierKind? kind)
    {
        Kind = ++SchemaCount == 1 ? kind : null;
    }

    public void AddMalformed()
    {
        Count++;
        MalformedCount++;
    }

    /// <summary>Counts an identifier that is not kept, since the request has too many already.</summary>
    public void AddUnkept() => Count++;

    /// <summary>Where the next digest goes, once <see cref="Advance"/> says that it is one.</summary>
    public Span<Sha256Digest> Next(int capacityHint)
    {
        if (_digestCount == _digests.Length)
            Grow(capacityHint);
        return _digests.AsSpan(_digestCount, 1);
    }

    public void Advance()
    {
        Count++;
        _digestCount++;
    }

    public void Dispose()
    {
        if (_digests.Length > 0)
            ArrayPool<Sha256Digest>.Shared.Return(_digests);
        _digests = [];
        _digestCount = 0;
    }

    private void Grow(int capacityHint)
    {
        Sha256Digest[] larger = ArrayPool<Sha256Digest>.Shared.Rent(Math.Max(Math.Max(capacityHint, 16), 2 * _digests.Length));
        _digests.CopyTo(larger, 0);
        if (_digests.Length > 0)
            ArrayPool<Sha256Digest>.Shared.Return(_digests);
        _digests = larger;
    }
}
