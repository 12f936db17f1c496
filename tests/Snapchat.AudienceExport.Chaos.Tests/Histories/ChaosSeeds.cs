using System.Globalization;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>Which seeds are told: 200 usually, as many as asked for, or the one that failed. A fifth of them kill real processes.</summary>
internal static class ChaosSeeds
{
    /// <summary>Names one seed to be told again.</summary>
    public const string SeedVariable = "AUDIENCE_EXPORT_CHAOS_SEED";

    /// <summary>Says how many seeds are told.</summary>
    public const string CountVariable = "AUDIENCE_EXPORT_CHAOS_SEEDS";

    private const int UsualCount = 200;
    private const int ShareOfKilled = 5;
    private const int FewestPerBlock = 20;
    private const int UsualBlocks = 10;

    private static int Count => Number(CountVariable) ?? UsualCount;

    // The more seeds there are, the more of them are judged together: shares of few seeds vary by chance.
    private static int PerBlock => Math.Max(FewestPerBlock, Count / UsualBlocks);

    /// <summary>Gets the first seeds of the blocks in which histories are told inside the process of the tests.</summary>
    public static TheoryData<int> Blocks => BlocksOf(Count - KilledCount);

    /// <summary>Gets the first seeds of the blocks in which processes are killed.</summary>
    public static TheoryData<int> KilledBlocks => BlocksOf(KilledCount);

    private static int KilledCount => Count / ShareOfKilled;

    public static IEnumerable<int> Of(int block) => Number(SeedVariable) is { } seed ? [seed] : Enumerable.Range(block, PerBlock);

    private static TheoryData<int> BlocksOf(int count)
    {
        var blocks = new TheoryData<int>();
        for (int first = 0; first < count && (first == 0 || Number(SeedVariable) is null); first += PerBlock)
            blocks.Add(first);
        return blocks;
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
