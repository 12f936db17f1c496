using System.Buffers;
using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Membership;

/// <summary>Keeps membership in the database of the store: a row per pointer, per part of a set, and per record of a log.</summary>
internal sealed class EntityFrameworkMembershipStore(DatabaseSession session) : IMembershipStore
{
    private static readonly string[] SuppressionLock = ["suppressions"];

    public bool IsShared => session.IsShared;

    public Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default) =>
        session.ReadAsync<IReadOnlyList<AudienceId>>(
            async context => await context.MembershipPointers.Select(static row => row.Audience)
                .Union(context.MembershipSets.Where(static row => row.State == MembershipSetState.Complete).Select(static row => row.Audience))
                .Union(context.MembershipLogs.Select(static row => row.Audience))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default) =>
        session.ReadAsync(
            async context => (await context.MembershipPointers.AsNoTracking().SingleOrDefaultAsync(row => row.Audience == audience, cancellationToken).ConfigureAwait(false))?.ToPointer(),
            cancellationToken);

    public Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            audience,
            lease,
            async context =>
            {
                MembershipPointerRow? row = await context.MembershipPointers.SingleOrDefaultAsync(row => row.Audience == audience, cancellationToken).ConfigureAwait(false);
                long stored = row?.Version ?? 0;
                if (replacement.Version != stored + 1)
                    throw StoreConflict.PointerChanged(audience, stored);
                row ??= context.MembershipPointers.Add(new MembershipPointerRow { Audience = audience }).Entity;
                row.Replace(replacement);
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default) =>
        session.ReadAsync<IReadOnlyList<string>>(
            async context => await context.MembershipSets.Where(row => row.Audience == audience && row.State == MembershipSetState.Complete).Select(static row => row.Name)
                .Union(context.MembershipLogs.Where(row => row.Audience == audience).Select(static row => row.Name))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public async Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default)
    {
        MembershipNames.Check(name);
        bool hasReplaced = await new SetWriter(session, audience, name, lease).WriteAsync(parts, cancellationToken).ConfigureAwait(false);
        if (hasReplaced)
            await new SetRemains(session, audience, lease).DeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        byte[]? content = await session.ReadAsync(
            context =>
            {
                var rows = context.MembershipSets
                    .Where(row => row.Audience == audience && row.Name == name && row.State == MembershipSetState.Complete)
                    .Join(context.MembershipParts, static set => set.Id, static part => part.SetId, static (set, part) => new { set.Parts, part.Number, part.Content });
                rows = part < 0 ? rows.Where(row => row.Number == row.Parts + part) : rows.Where(row => row.Number == part);
                return rows.Select(static row => row.Content).SingleOrDefaultAsync(cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        if (content is null)
            return false;
        destination.Write(content);
        return true;
    }

    public Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default)
    {
        MembershipNames.Check(name);
        return session.WriteAsync(
            audience,
            lease,
            async context =>
            {
                IQueryable<MembershipLogRow> log = context.MembershipLogs.AsNoTracking().Where(row => row.Audience == audience && row.Name == name);
                await log.Where(row => row.Position >= position).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                MembershipLogRow? last = await log.OrderByDescending(static row => row.Position).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
                if (position != (last is null ? 0 : last.Position + last.Content.Length))
                    throw StoreConflict.JournalChanged(audience);
                context.MembershipLogs.Add(new MembershipLogRow { Audience = audience, Name = name, Position = position, Content = record.ToArray() });
                return true;
            },
            cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default)
    {
        List<MembershipLogRow> rows = await session.ReadAsync(
            context => context.MembershipLogs.AsNoTracking().Where(row => row.Audience == audience && row.Name == name).OrderBy(static row => row.Position).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return RecordRows.TryJoin([.. rows.Select(static row => (row.Position, row.Content))], out ReadOnlyMemory<byte> log)
            ? log
            : throw MembershipStateException.HistoryLost($"The journal '{name}' of audience {audience} lacks a record or has a damaged one");
    }

    public async Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default)
    {
        await session.WriteAsync(
            audience,
            lease,
            async context =>
            {
                await context.MembershipSets
                    .Where(row => row.Audience == audience && row.State == MembershipSetState.Complete && names.Contains(row.Name))
                    .ExecuteUpdateAsync(static row => row.SetProperty(static set => set.State, MembershipSetState.Dropped), cancellationToken).ConfigureAwait(false);
                return await context.MembershipLogs.Where(row => row.Audience == audience && names.Contains(row.Name)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await new SetRemains(session, audience, lease).DeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default)
    {
        List<SuppressionRow> rows = await session.ReadAsync(
            context => context.Suppressions.AsNoTracking().OrderBy(static row => row.Position).ToListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return RecordRows.TryJoin([.. rows.Select(static row => (row.Position, row.Content))], out ReadOnlyMemory<byte> list)
            ? list
            : throw new MembershipStateException("The suppression list lacks a record or has a damaged one, so nothing is sent: bring back an undamaged copy of the database.");
    }

    public Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        session.WriteAsync(
            SuppressionLock,
            async context =>
            {
                SuppressionRow? last = await context.Suppressions.AsNoTracking().OrderByDescending(static row => row.Position).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
                if (position != (last is null ? 0 : last.Position + last.Content.Length))
                    return false;
                context.Suppressions.Add(new SuppressionRow { Position = position, Content = record.ToArray() });
                return true;
            },
            cancellationToken);
}
