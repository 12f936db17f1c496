using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

internal static class RateCases
{
    // So slow that nothing flows back while a case runs.
    private static readonly RateLimit App = new("app", PermitsPerSecond: 1, Burst: 1000);
    private static readonly RateLimit Connection = new("connection:1", PermitsPerSecond: 1, Burst: 600);

    public static IReadOnlyList<ConformanceCase<IAudienceExportStore>> All { get; } =
    [
        new("A rate budget that nobody took from gives its burst, and no more", BurstAsync),
        new("Permits are taken from all budgets or from none", TogetherAsync),
        new("A paused rate budget gives nothing, and its shorter pause changes nothing", PausedAsync),
        new("Of many who take at once, nobody gets what another got", ManyTakeAsync),
    ];

    private static async Task BurstAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        RateSlice first = await store.TakeRateSliceAsync([Connection], 400, cancellationToken).ConfigureAwait(false), second = await store.TakeRateSliceAsync([Connection], 400, cancellationToken).ConfigureAwait(false);

        Check.Same(new RateSlice(400, TimeSpan.Zero), first, "The first slice");
        Check.That(second.Permits is >= 200 and < 300, $"The second slice has what is left of the burst, and has {second.Permits}.");
    }

    private static async Task TogetherAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        RateLimit one = Connection with { Burst = 1 };
        Check.Same(1, (await store.TakeRateSliceAsync([App, one], 400, cancellationToken).ConfigureAwait(false)).Permits, "The permits that both budgets have");
        while ((await store.TakeRateSliceAsync([one], 1, cancellationToken).ConfigureAwait(false)).Permits > 0)
            await Task.Yield();
        RateSlice none = await store.TakeRateSliceAsync([App, one with { PermitsPerSecond = 1 }], 5, cancellationToken).ConfigureAwait(false);

        Check.Same(0, none.Permits, "The permits where one budget has none");
        Check.That(none.Wait > TimeSpan.Zero && none.Wait <= TimeSpan.FromSeconds(1), $"The wait is until the next permit, and is {none.Wait}.");
        Check.That((await store.TakeRateSliceAsync([App], 1000, cancellationToken).ConfigureAwait(false)).Permits >= 999, "Nothing was taken from the other budget.");
    }

    private static async Task PausedAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        await store.PauseRateAsync(Connection.Name, TimeSpan.FromHours(1), cancellationToken).ConfigureAwait(false);
        await store.PauseRateAsync(Connection.Name, TimeSpan.FromMinutes(1), cancellationToken).ConfigureAwait(false);

        RateSlice slice = await store.TakeRateSliceAsync([App, Connection], 1, cancellationToken).ConfigureAwait(false);

        Check.Same(0, slice.Permits, "The permits of a paused budget");
        Check.That(slice.Wait > TimeSpan.FromMinutes(50) && slice.Wait <= TimeSpan.FromHours(1), $"The wait is the rest of the longer pause, and is {slice.Wait}.");
        Check.Same(1, (await store.TakeRateSliceAsync([App], 1, cancellationToken).ConfigureAwait(false)).Permits, "The permits of another budget");
    }

    private static async Task ManyTakeAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        RateSlice[] slices = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => store.TakeRateSliceAsync([App, Connection], 50, cancellationToken), cancellationToken))).ConfigureAwait(false);

        Check.That(slices.Sum(static slice => slice.Permits) is >= 600 and < 700, "Together they get the burst and what flowed back meanwhile.");
    }
}
