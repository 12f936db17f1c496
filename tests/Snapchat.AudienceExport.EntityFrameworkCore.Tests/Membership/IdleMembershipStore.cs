using System.Buffers;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

/// <summary>A store of a host's own that is only registered.</summary>
internal sealed class IdleMembershipStore : IMembershipStore
{
    public Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
