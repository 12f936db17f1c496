using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>An export in mirror or replace mode is the only one of its audience.</summary>
internal static class ExclusiveAudienceCases
{
    public static IEnumerable<ConformanceCase<IAudienceExportStore>> All =>
    [
        new("Exports that only add share an audience", AddOnlyAsync),
        new("A mirror or replace export is not added beside another one, attached or not, which is named", AddedBesideAsync),
        new("No export is added beside a mirror or replace export", BesideExclusiveAsync),
        new("An export is not changed into a second one of an exclusive audience", ChangedIntoAsync),
        new("Exports exchange their audiences in one update", ExchangeAsync),
        new("Of many mirror exports added to one audience at once, one at most is there", AddedAtOnceAsync),
        new("Of a mirror and an add-only export moved to one audience at once, one at most is there", MovedAtOnceAsync),
    ];

    private static async Task AddOnlyAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        AudienceId audience = StoreSamples.NewAudience();
        await AddAsync(store, StoreSamples.Export(audience), cancellationToken).ConfigureAwait(false);
        await AddAsync(store, StoreSamples.Export(audience), cancellationToken).ConfigureAwait(false);

        Check.Same(2, (await store.GetExportsAsync(cancellationToken).ConfigureAwait(false)).Count, "The number of exports");
    }

    private static async Task AddedBesideAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        AudienceId audience = StoreSamples.NewAudience();
        StoredExport first = await AddAsync(store, StoreSamples.Export(audience, name: "First"), cancellationToken).ConfigureAwait(false);
        foreach (ExportMode mode in (ExportMode[])[ExportMode.Mirror, ExportMode.Replace])
        {
            ExportConflictException conflict = await Check.ThrowsAsync<ExportConflictException>(
                () => AddAsync(store, StoreSamples.Export(audience, mode), cancellationToken), $"A {mode} export beside another").ConfigureAwait(false);
            Check.Same(new ExportReference(first.Id, "First"), conflict.Other, "The other export");
        }

        Check.Same(1L, (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of audit records");
    }

    private static async Task BesideExclusiveAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        foreach (ExportMode mode in (ExportMode[])[ExportMode.Mirror, ExportMode.Replace])
        {
            StoredExport exclusive = await AddAsync(store, StoreSamples.Export(mode: mode), cancellationToken).ConfigureAwait(false);
            foreach (ExportMode added in Enum.GetValues<ExportMode>())
            {
                ExportConflictException conflict = await Check.ThrowsAsync<ExportConflictException>(
                    () => AddAsync(store, StoreSamples.Export(exclusive.Definition.Audience, added), cancellationToken), $"An {added} export beside a {mode} export").ConfigureAwait(false);
                Check.Same(exclusive.Id, conflict.Other.Id, "The other export");
            }

            await AddAsync(store, StoreSamples.Export(mode: mode), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ChangedIntoAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        AudienceId audience = StoreSamples.NewAudience();
        StoredExport one = await AddAsync(store, StoreSamples.Export(audience), cancellationToken).ConfigureAwait(false);
        StoredExport two = await AddAsync(store, StoreSamples.Export(audience), cancellationToken).ConfigureAwait(false);
        StoredExport elsewhere = await AddAsync(store, StoreSamples.Export(mode: ExportMode.Replace), cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<ExportConflictException>(() => UpdateAsync(store, cancellationToken, two with { Definition = two.Definition with { Mode = ExportMode.Mirror } }), "Becoming a mirror").ConfigureAwait(false);
        await Check.ThrowsAsync<ExportConflictException>(() => UpdateAsync(store, cancellationToken, elsewhere with { Definition = elsewhere.Definition with { Audience = audience } }), "Moving to a used audience").ConfigureAwait(false);
        await Check.ThrowsAsync<ExportConflictException>(
            () => UpdateAsync(
                store,
                cancellationToken,
                one with { Definition = one.Definition with { Audience = AudienceId.Parse("77"), Mode = ExportMode.Mirror } },
                two with { Definition = two.Definition with { Audience = AudienceId.Parse("77") } }),
            "Two moved to one audience by one update").ConfigureAwait(false);

        Check.Same(one, await store.FindExportAsync(one.Id, cancellationToken).ConfigureAwait(false), "The first export");
        Check.Same(two, await store.FindExportAsync(two.Id, cancellationToken).ConfigureAwait(false), "The second export");
        await UpdateAsync(store, cancellationToken, elsewhere with { Definition = elsewhere.Definition with { DisplayName = "Alone", Mode = ExportMode.Mirror } }).ConfigureAwait(false);
    }

    private static async Task ExchangeAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredExport one = await AddAsync(store, StoreSamples.Export(mode: ExportMode.Mirror), cancellationToken).ConfigureAwait(false);
        StoredExport two = await AddAsync(store, StoreSamples.Export(mode: ExportMode.Mirror), cancellationToken).ConfigureAwait(false);

        await UpdateAsync(
            store,
            cancellationToken,
            one with { Definition = one.Definition with { Audience = two.Definition.Audience } },
            two with { Definition = two.Definition with { Audience = one.Definition.Audience } }).ConfigureAwait(false);

        Check.Same(two.Definition.Audience, (await store.FindExportAsync(one.Id, cancellationToken).ConfigureAwait(false))?.Definition.Audience, "The audience of the first");
    }

    private static async Task AddedAtOnceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 5; round++)
        {
            AudienceId audience = StoreSamples.NewAudience();
            int added = await CountAsync(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddAsync(store, StoreSamples.Export(audience, ExportMode.Mirror), cancellationToken), cancellationToken))).ConfigureAwait(false);
            int found = (await store.GetExportsAsync(cancellationToken).ConfigureAwait(false)).Count(export => export.Definition.Audience == audience);

            Check.Same(added, found, "The number of exports of the audience, beside the number of successes");
            Check.That(found <= 1, "Two mirror exports share an audience.");
        }
    }

    private static async Task MovedAtOnceAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 5; round++)
        {
            AudienceId audience = StoreSamples.NewAudience();
            StoredExport mirror = await AddAsync(store, StoreSamples.Export(mode: ExportMode.Mirror), cancellationToken).ConfigureAwait(false);
            StoredExport adding = await AddAsync(store, StoreSamples.Export(), cancellationToken).ConfigureAwait(false);

            int moved = await CountAsync(((StoredExport[])[mirror, adding]).Select(export => Task.Run(
                () => UpdateAsync(store, cancellationToken, export with { Definition = export.Definition with { Audience = audience } }), cancellationToken))).ConfigureAwait(false);

            Check.That(moved <= 1, "A mirror export and another one share an audience.");
        }
    }

    private static async Task<int> CountAsync(IEnumerable<Task> tasks)
    {
        int successes = 0;
        foreach (Task task in tasks.ToArray())
        {
            try
            {
                await task.ConfigureAwait(false);
                successes++;
            }
            catch (ExportConflictException)
            {
                // What all but one get.
            }
        }

        return successes;
    }

    private static async Task<StoredExport> AddAsync(IAudienceExportStore store, StoredExport export, CancellationToken cancellationToken)
    {
        await store.AddExportAsync(export, StoreSamples.Audit(AuditAction.CreateExport), cancellationToken).ConfigureAwait(false);
        return export;
    }

    private static Task<IReadOnlyList<StoredExport>> UpdateAsync(IAudienceExportStore store, CancellationToken cancellationToken, params StoredExport[] exports) =>
        store.UpdateExportsAsync(exports, [.. exports.Select(static _ => StoreSamples.Audit(AuditAction.EditExport))], cancellationToken);
}
