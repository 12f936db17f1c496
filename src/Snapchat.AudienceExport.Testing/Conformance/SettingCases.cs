using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

internal static class SettingCases
{
    private const string Name = "system-refresh";

    public static IReadOnlyList<ConformanceCase<IAudienceExportStore>> All { get; } =
    [
        new("A setting that nobody wrote is not found", NotFoundAsync),
        new("A setting is kept as it was written, with its audit record", KeptAsync),
        new("A setting is written only over the version it was read with", VersionAsync),
        new("Of many who write a setting at once, one does", OneWritesAsync),
    ];

    private static async Task NotFoundAsync(IAudienceExportStore store, CancellationToken cancellationToken) =>
        Check.That(await store.FindSettingAsync(Name, cancellationToken).ConfigureAwait(false) is null, "There is no setting.");

    private static async Task KeptAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        AuditRecord audit = StoreSamples.Audit(AuditAction.ChangeSystemRefresh);
        StoredSetting written = Check.Found(await store.TryUpdateSettingAsync(new StoredSetting(Name, 0, "{\"a\":\"é ' \\\"\"}"), audit, cancellationToken).ConfigureAwait(false), "The setting");

        Check.Same(1L, written.Version, "The first version");
        Check.Same(written, await store.FindSettingAsync(Name, cancellationToken).ConfigureAwait(false), "The stored setting");
        Check.That(await store.FindSettingAsync(Name + "-run", cancellationToken).ConfigureAwait(false) is null, "Another setting is not there.");
        Check.Same((AuditRecord[])[audit], [.. (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Items], "The audit log");
    }

    private static async Task VersionAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        StoredSetting first = Check.Found(await store.TryUpdateSettingAsync(new StoredSetting(Name, 0, "1"), cancellationToken: cancellationToken).ConfigureAwait(false), "The first");
        StoredSetting second = Check.Found(await store.TryUpdateSettingAsync(first with { Value = "2" }, cancellationToken: cancellationToken).ConfigureAwait(false), "The second");

        foreach (StoredSetting late in (StoredSetting[])[first with { Value = "3" }, first with { Version = 0 }, second with { Version = 3 }])
        {
            StoredSetting? written = await store.TryUpdateSettingAsync(late, StoreSamples.Audit(AuditAction.ChangeSystemRefresh), cancellationToken).ConfigureAwait(false);
            Check.That(written is null, $"Nothing is written over version {late.Version}.");
        }

        Check.Same(second, await store.FindSettingAsync(Name, cancellationToken).ConfigureAwait(false), "The stored setting");
        Check.Same(0L, (await store.GetAuditAsync(new AuditQuery(), cancellationToken).ConfigureAwait(false)).Total, "The number of audit records");
    }

    private static async Task OneWritesAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        for (int version = 0; version < 3; version++)
        {
            StoredSetting?[] written = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(
                () => store.TryUpdateSettingAsync(new StoredSetting(Name, version, $"{number}"), cancellationToken: cancellationToken), cancellationToken))).ConfigureAwait(false);

            Check.Same(1, written.Count(static one => one is not null), "The number of those who wrote it");
        }
    }
}
