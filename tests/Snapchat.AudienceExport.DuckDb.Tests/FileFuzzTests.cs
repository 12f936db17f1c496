using Snapchat.AudienceExport.Fuzzing;
using static Snapchat.AudienceExport.DuckDb.Tests.SourceReading;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>Files that are damaged: each is read, or is an error of the source, whose message holds no value.</summary>
public sealed class FileFuzzTests
{
    private const int Usual = 100;
    private const string Canary = "canary";

    [Theory]
    [InlineData("s.csv")]
    [InlineData("s.jsonl")]
    [InlineData("s.parquet")]
    public async Task DamagedFiles_AreReadOrAClearError(string name)
    {
        using var files = new SegmentFiles();
        byte[] valid = File.ReadAllBytes(files.Copy(name, $"SELECT '{Canary}' || i || '@example.com' AS email, 'Doe, \"J\" ' || i AS name FROM range(200) AS rows(i)"));

        foreach (int seed in FuzzSeeds.Of(Usual))
        {
            string path = files.Write(name, Mutator.Damage(valid, new Random(seed)));
            try
            {
                await OneFile(path).ReadAsync("s", "email");
            }
            catch (AudienceExportException exception)
            {
                Assert.False(exception.Message.Contains(Canary, StringComparison.OrdinalIgnoreCase) || exception.Message.Contains('\n', StringComparison.Ordinal), $"Seed {seed}: {exception.Message}");
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}: {exception}");
            }
        }
    }
}
