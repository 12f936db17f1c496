using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P5 with the file store, and P7: everybody sent, then a mirror in which half a percent is gone and as many are new.</summary>
internal static class StoreMeasurement
{
    private const int Warmups = 1;
    private const int Rounds = 5;
    private const int OneInEach = 200;

    public static async Task<StoreResult> RunAsync(Uri server, int profiles)
    {
        int changed = profiles / OneInEach;
        EmailColumn emails = CleanEmails.Generate(profiles + changed);
        ColumnSource current = new(emails.Slice(0, profiles)), other = new(emails.Slice(changed, profiles));
        using HttpClient http = LoopbackClient.Create(server);
        var floor = new PrebuiltBodies(http, Engine.Audience, profiles);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("membership-");
        try
        {
            await using var engine = new Engine(server, stateFolder: folder.FullName);
            PairedRounds rounds = await PairedRounds.MeasureAsync(Warmups, Rounds,
                ("floor", floor.PostAsync),
                ("full", () => engine.MirrorAsync(current, sendsAll: true, profiles, 0)),
                ("mirror", () =>
                {
                    // Each finds the other's people, who are sent in full before the next.
                    (current, other) = (other, current);
                    return engine.MirrorAsync(current, sendsAll: false, changed, changed);
                }
            ));
            return new StoreResult(
                rounds.Median("floor"), rounds.Median("full"), rounds.Median("mirror"), rounds.Ratio("full", "floor"), rounds.Ratio("mirror", "full"), 2 * changed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
