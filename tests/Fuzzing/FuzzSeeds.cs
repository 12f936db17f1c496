using System.Globalization;

namespace Snapchat.AudienceExport.Fuzzing;

/// <summary>Which damages are tried: as many as usual, as many as AUDIENCE_EXPORT_FUZZ_SEEDS says, or the one of AUDIENCE_EXPORT_FUZZ_SEED. The same seed gives the same damage.</summary>
internal static class FuzzSeeds
{
    public static IEnumerable<int> Of(int usual) =>
        Number("AUDIENCE_EXPORT_FUZZ_SEED") is { } one ? [one] : Enumerable.Range(0, Number("AUDIENCE_EXPORT_FUZZ_SEEDS") ?? usual);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
