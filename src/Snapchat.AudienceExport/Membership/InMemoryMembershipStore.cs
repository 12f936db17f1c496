using System.Buffers;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Keeps membership as long as the process lives.</summary>
internal sealed class InMemoryMembershipStore : IMembershipStore
{
    private readonly Lock _lock = new();
    private readonly SeenFences _fences = new();
    private readonly Dictionary<AudienceId, MembershipPointer> _pointers = [];
    private readonly Dictionary<(AudienceId Audience, string Name), byte[][]> _sets = [];
    private readonly Dictionary<(AudienceId Audience, string Name), byte[]> _logs = [];
    private byte[] _suppressions = [];

    public Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default) =>
        Read<IReadOnlyList<AudienceId>>(() => [.. _pointers.Keys.Union(_sets.Keys.Concat(_logs.Keys).Select(static key => key.Audience))]);

    public Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default) => Read(() => _pointers.GetValueOrDefault(audience));

    public Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default) => Write(audience, lease, () =>
    {
        long stored = _pointers.GetValueOrDefault(audience)?.Version ?? 0;
        if (replacement.Version != stored + 1)
            throw StoreConflict.PointerChanged(audience, stored);
        _pointers[audience] = replacement with { Content = replacement.Content.ToArray() };
    });

    public Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default) =>
        Read<IReadOnlyList<string>>(() => [.. _sets.Keys.Concat(_logs.Keys).Where(key => key.Audience == audience).Select(static key => key.Name)]);

    public async Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default)
    {
        MembershipNames.Check(name);
        _fences.Check(audience, lease);
        var kept = new List<byte[]>();
        await foreach (ReadOnlyMemory<byte> part in parts.WithCancellation(cancellationToken).ConfigureAwait(false))
            kept.Add(part.ToArray());
        await Write(audience, lease, () => _sets[(audience, name)] = [.. kept]).ConfigureAwait(false);
    }

    public Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) => Read(() =>
    {
        byte[][] parts = _sets.GetValueOrDefault((audience, name), []);
        int index = part < 0 ? parts.Length + part : part;
        if (index < 0 || index >= parts.Length)
            return false;
        destination.Write(parts[index]);
        return true;
    });

    public Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default)
    {
        MembershipNames.Check(name);
        return Write(audience, lease, () =>
        {
            byte[] log = _logs.GetValueOrDefault((audience, name), []);
            if (position > log.Length)
                throw StoreConflict.JournalChanged(audience);
            _logs[(audience, name)] = [.. log.AsSpan(0, (int)position), .. record.Span];
        });
    }

    public Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default) =>
        Read<ReadOnlyMemory<byte>>(() => _logs.GetValueOrDefault((audience, name), []));

    public Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default) => Write(audience, lease, () =>
    {
        foreach (string name in names)
        {
            _sets.Remove((audience, name));
            _logs.Remove((audience, name));
        }
    });

    public Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default) => Read<ReadOnlyMemory<byte>>(() => _suppressions);

    public Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => Read(() =>
    {
        if (position != _suppressions.Length)
            return false;
        _suppressions = [.. _suppressions, .. record.Span];
        return true;
    });

    private Task<T> Read<T>(Func<T> read)
    {
        lock (_lock)
            return Task.FromResult(read());
    }

    private Task Write(AudienceId audience, StoredLease lease, Action write)
    {
        try
        {
            _fences.Write(audience, lease, () =>
            {
                lock (_lock)
                    write();
            });
            return Task.CompletedTask;
        }
        catch (AudienceExportConcurrencyException exception)
        {
            return Task.FromException(exception);
        }
    }
}
