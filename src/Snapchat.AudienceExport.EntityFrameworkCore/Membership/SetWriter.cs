using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Membership;

/// <summary>Writes one set in short transactions, so that others get a turn at the database: staged rows that do not count, until the last transaction completes them.</summary>
internal sealed class SetWriter(DatabaseSession session, AudienceId audience, string name, StoredLease lease)
{
    // Small parts are written together, since each transaction waits for the disk.
    private const int MaxBytesPerTransaction = 1024 * 1024;

    private readonly List<byte[]> _pending = [];
    private long? _set;
    private int _pendingBytes;

    /// <summary>Writes the parts.</summary>
    /// <returns>Whether there was a set of the same name, which is dropped now.</returns>
    public async Task<bool> WriteAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        await foreach (ReadOnlyMemory<byte> part in parts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _pending.Add(part.ToArray());
            _pendingBytes += part.Length;
            if (_pendingBytes < MaxBytesPerTransaction)
                continue;
            _set = await session.WriteAsync(audience, lease, async context => (await StageAsync(context, cancellationToken).ConfigureAwait(false)).Id, cancellationToken).ConfigureAwait(false);
            _pending.Clear();
            _pendingBytes = 0;
        }

        return await session.WriteAsync(audience, lease, context => CompleteAsync(context, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> CompleteAsync(AudienceExportDbContext context, CancellationToken cancellationToken)
    {
        MembershipSetRow set = await StageAsync(context, cancellationToken).ConfigureAwait(false);
        int replaced = await context.MembershipSets
            .Where(row => row.Audience == audience && row.Name == name && row.State == MembershipSetState.Complete)
            .ExecuteUpdateAsync(static row => row.SetProperty(static set => set.State, MembershipSetState.Dropped), cancellationToken).ConfigureAwait(false);
        set.State = MembershipSetState.Complete;
        return replaced > 0;
    }

    private async Task<MembershipSetRow> StageAsync(AudienceExportDbContext context, CancellationToken cancellationToken)
    {
        MembershipSetRow set = _set is { } id
            ? await context.MembershipSets.SingleAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false)
            : await AddAsync(context, cancellationToken).ConfigureAwait(false);
        foreach (byte[] part in _pending)
        {
            context.MembershipParts.Add(new MembershipPartRow { SetId = set.Id, Number = set.Parts++, Content = part });
            set.LargestPart = Math.Max(set.LargestPart, part.Length);
        }

        return set;
    }

    private async Task<MembershipSetRow> AddAsync(AudienceExportDbContext context, CancellationToken cancellationToken)
    {
        MembershipSetRow set = context.MembershipSets.Add(new MembershipSetRow { Audience = audience, Name = name, Fence = lease.Fence }).Entity;

        // The database gives it the number that its parts bear.
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return set;
    }
}
