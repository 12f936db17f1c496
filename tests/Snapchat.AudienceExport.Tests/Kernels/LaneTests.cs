using System.Runtime.Intrinsics;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Tests.Kernels;

/// <summary>Each lane of the test run switches instructions off for its process; a lane proves that its switch took effect.</summary>
[Trait("Category", "Kernel")]
public sealed class LaneTests(ITestOutputHelper output)
{
    private static string Lane => Environment.GetEnvironmentVariable("AUDIENCE_ISA_LANE") ?? "default";

    [Fact]
    public void TheSwitchOfTheLaneTookEffect()
    {
        switch (Lane)
        {
            case "default":
                break;
            case "no-avx512":
                Assert.False(Vector512.IsHardwareAccelerated);
                break;
            case "no-avx2":
                Assert.False(Vector256.IsHardwareAccelerated);
                break;
            case "scalar":
                Assert.False(Vector128.IsHardwareAccelerated);
                break;
            default:
                Assert.Fail($"There is no lane '{Lane}'.");
                break;
        }
    }

    [Fact]
    public void TheLaneRunsTheKernelsItsProcessorHas()
    {
        string[] widths =
        [
            .. Vector512.IsHardwareAccelerated ? ["vector512"] : Array.Empty<string>(),
            .. Vector256.IsHardwareAccelerated ? ["vector256"] : Array.Empty<string>(),
            .. Vector128.IsHardwareAccelerated ? ["vector128"] : Array.Empty<string>(),
        ];
        string line = $"Lane {Lane}: hash {string.Join(' ', Sha256Kernels.Available.Select(kernel => kernel.Name))}; normalize {string.Join(' ', ColumnKernel.Available.Select(kernel => kernel.Name))}";
        output.WriteLine(line);
        Console.WriteLine(line);

        Assert.Equal([.. widths, "platform", "scalar"], Sha256Kernels.Available.Select(kernel => kernel.Name));
        Assert.Equal([.. widths, "scalar"], ColumnKernel.Available.Select(kernel => kernel.Name));
    }

    [Fact]
    public void ProductionPicksTheWidestThereIs()
    {
        (string hash, string column) = (Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated, Vector128.IsHardwareAccelerated) switch
        {
            (true, _, _) => ("vector512", "vector512"),
            (_, true, _) => ("vector256", "vector256"),
            (_, _, true) => ("vector128", "vector128"),
            _ => ("platform", "scalar"),
        };

        Assert.Equal((hash, column), (Sha256Kernels.Best.Name, ColumnKernel.Best.Name));
    }
}
