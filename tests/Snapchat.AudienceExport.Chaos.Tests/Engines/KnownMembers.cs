using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>S and M of an audience as they follow from what is durable now, the open journal included.</summary>
internal sealed class KnownMembers
{
    private readonly Dictionary<IdentifierKind, HashSet<Sha256Digest>> _surely = [];
    private readonly Dictionary<IdentifierKind, HashSet<Sha256Digest>> _maybe = [];

    /// <summary>Gets whether a run's journal is open.</summary>
    public bool HasJournal { get; private set; }

    public IReadOnlySet<Sha256Digest> Surely(IdentifierKind kind) => _surely[kind];

    public IReadOnlySet<Sha256Digest> Maybe(IdentifierKind kind) => _maybe[kind];

    public static async Task<KnownMembers> ReadAsync(IMembershipStore store, ISecretProtector protector, TimeProvider clock, AudienceId audience)
    {
        using AudienceMembership membership = await AudienceMembership.OpenAsync(store, protector, clock, new Lateness(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)), audience, lease: null, CancellationToken.None);
        Assert.True(membership.Loss is null, membership.Loss?.Message);
        var known = new KnownMembers { HasJournal = membership.Journal is not null };
        foreach (IdentifierKind kind in Enum.GetValues<IdentifierKind>())
            await known.ReadAsync(membership, kind);
        return known;
    }

    // The rules of folding say what follows once a journal is closed; what is checked here needs the bounds alone.
    private async Task ReadAsync(AudienceMembership membership, IdentifierKind kind)
    {
        HashSet<Sha256Digest>[] snapshot = await ReadAsync(membership.SnapshotOf(kind), SnapshotColumns.Count);
        HashSet<Sha256Digest>[] plan = await ReadAsync(membership.Journal?.TableOf(kind), Enum.GetValues<PlanColumn>().Length);
        HashSet<Sha256Digest> surely = _surely[kind] = membership.Journal?.Plan.Nature.ForgetsSurely == true ? [] : [.. snapshot[0]];
        surely.ExceptWith(plan[(int)PlanColumn.RemovedSurely]);
        surely.ExceptWith(plan[(int)PlanColumn.RemovedMaybe]);
        _maybe[kind] = [.. snapshot.SelectMany(static column => column), .. plan[(int)PlanColumn.Added]];
    }

    private static async Task<HashSet<Sha256Digest>[]> ReadAsync(DigestTable? table, int columns)
    {
        HashSet<Sha256Digest>[] sets = [.. Enumerable.Range(0, columns).Select(static _ => new HashSet<Sha256Digest>())];
        if (table is null)
            return sets;
        using var rows = new TableRows(table.Columns);
        for (int partition = 0; partition < DigestCollector.PartitionCount; partition++)
        {
            if (Enumerable.Range(0, table.Columns).All(column => table.CountOf(partition, column) == 0))
                continue;
            await table.ReadAsync(partition, rows, CancellationToken.None);
            for (int column = 0; column < table.Columns; column++)
                sets[column].UnionWith(rows[column].ToArray());
        }

        return sets;
    }
}
