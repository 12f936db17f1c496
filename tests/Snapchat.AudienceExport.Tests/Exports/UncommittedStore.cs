using System.Buffers;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>A store that can be told to fail when a run commits, as if the process had died after its last request; or that lets a test do something between two reads.</summary>
internal sealed class UncommittedStore : IMembershipStore
{
    private readonly InMemoryMembershipStore _store = new();

    /// <summary>Gets or sets whether snapshots are refused; plans and journals are taken.</summary>
    public bool FailsAtCommit { get; set; }

    /// <summary>Gets or sets what happens before the suppression list is read, once: whoever plans has read the pointer by then.</summary>
    public Func<Task>? BeforePlanning { get; set; }

    public Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default) => _store.GetAudiencesAsync(cancellationToken);

    public Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default) => _store.ReadPointerAsync(audience, cancellationToken);

    public Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default) =>
        _store.WritePointerAsync(audience, replacement, lease, cancellationToken);

    public Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default) => _store.GetNamesAsync(audience, cancellationToken);

    public Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default) =>
        FailsAtCommit && name.Contains("snapshot", StringComparison.Ordinal)
            ? Task.FromException(new MembershipStateException("The disk is full; free space."))
            : _store.WriteSetAsync(audience, name, parts, lease, cancellationToken);

    public Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) =>
        _store.ReadPartAsync(audience, name, part, destination, cancellationToken);

    public Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default) =>
        _store.AppendAsync(audience, name, position, record, lease, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default) => _store.ReadLogAsync(audience, name, cancellationToken);

    public Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default) =>
        _store.DeleteAsync(audience, names, lease, cancellationToken);

    public async Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default)
    {
        (Func<Task>? act, BeforePlanning) = (BeforePlanning, null);
        await (act?.Invoke() ?? Task.CompletedTask);
        return await _store.ReadSuppressionsAsync(cancellationToken);
    }

    public Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        _store.TryAppendSuppressionAsync(position, record, cancellationToken);
}
