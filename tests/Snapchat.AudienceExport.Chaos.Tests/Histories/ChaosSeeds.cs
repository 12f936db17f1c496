using System.Globalization;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>Which seeds are told: the first few hundred, more on request, or the one that failed.</summary>
internal static class ChaosSeeds
{
    /// <summary>Names one seed to be told again.</summary>
    public const string SeedVariable = "AUDIENCE_EXPORT_CHAOS_SEED";

    /// <summary>Says how many seeds are told.</summary>
    public const string CountVariable = "AUDIENCE_EXPORT_CHAOS_SEEDS";

    public const int PerBlock = 20;

    public static IEnumerable<int> Of(int first, int count)
    {
        if (Number(SeedVariable) is { } seed)
            return seed >= first && seed < first + count ? [seed] : [];
        return Enumerable.Range(first, count);
    }

    public static int CountOr(int usual) => Number(CountVariable) ?? (Number(SeedVariable) is { } seed ? Math.Max(usual, seed + 1) : usual);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
