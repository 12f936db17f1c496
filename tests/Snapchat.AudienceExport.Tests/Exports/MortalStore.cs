using System.Buffers;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>A store whose process can die at any write: from then on nothing that it writes is kept, until the next process begins.</summary>
internal sealed class MortalStore(IMembershipStore? store = null) : IMembershipStore
{
    private readonly IMembershipStore _store = store ?? new InMemoryMembershipStore();
    private readonly Lock _lock = new();
    private readonly List<string> _writes = [];
    private bool _isDead;

    /// <summary>Gets or sets at which write the process dies: told what is written, and how many writes there were before.</summary>
    public Func<string, int, Death> DiesAt { get; set; } = static (_, _) => Death.None;

    /// <summary>Gets what was written and is kept: <c>pointer</c>, <c>set NAME</c>, <c>log NAME</c>, <c>delete</c>.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_lock)
                return [.. _writes];
        }
    }

    public bool IsDead
    {
        get
        {
            lock (_lock)
                return _isDead;
        }
    }

    /// <summary>Begins the next process, which lives.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _isDead = false;
            _writes.Clear();
            DiesAt = static (_, _) => Death.None;
        }
    }

    public Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default) => _store.GetAudiencesAsync(cancellationToken);

    public Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default) => _store.ReadPointerAsync(audience, cancellationToken);

    public Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default) =>
        WriteAsync("pointer", () => _store.WritePointerAsync(audience, replacement, lease, cancellationToken));

    public Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default) => _store.GetNamesAsync(audience, cancellationToken);

    public Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default) =>
        WriteAsync($"set {name}", () => _store.WriteSetAsync(audience, name, parts, lease, cancellationToken));

    public Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) =>
        _store.ReadPartAsync(audience, name, part, destination, cancellationToken);

    public Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default) =>
        WriteAsync($"log {name}", () => _store.AppendAsync(audience, name, position, record, lease, cancellationToken));

    public Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default) => _store.ReadLogAsync(audience, name, cancellationToken);

    public Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default) =>
        WriteAsync("delete", () => _store.DeleteAsync(audience, names, lease, cancellationToken));

    public Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default) => _store.ReadSuppressionsAsync(cancellationToken);

    public Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        _store.TryAppendSuppressionAsync(position, record, cancellationToken);

    private async Task WriteAsync(string what, Func<Task> writeAsync)
    {
        Death death;
        lock (_lock)
        {
            death = _isDead ? Death.Before : DiesAt(what, _writes.Count);
            _isDead |= death != Death.None;
        }

        if (death != Death.Before)
        {
            await writeAsync();
            lock (_lock)
                _writes.Add(what);
        }

        if (death != Death.None)
            throw new MembershipStateException("The process is dead.");
    }
}
