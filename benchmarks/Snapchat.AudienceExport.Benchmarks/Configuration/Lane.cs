using System.Runtime.Intrinsics;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Benchmarks.Configuration;

/// <summary>The lane of this process.</summary>
internal static class Lane
{
    /// <summary>Makes sure that the switch of the lane took effect, and prints which kernels run.</summary>
    public static void Verify()
    {
        string lane = Environment.GetEnvironmentVariable(IsaConfig.LaneVariable) ?? "default";
        bool isWider = lane switch
        {
            "scalar" => Vector128.IsHardwareAccelerated,
            "no-avx2" => Vector256.IsHardwareAccelerated,
            "no-avx512" => Vector512.IsHardwareAccelerated,
            _ => false,
        };
        if (isWider)
            throw new PlatformNotSupportedException($"The lane '{lane}' runs with instructions that its switch should have turned off.");
        Console.Out.WriteLine($"// Lane {lane}: normalization {ColumnKernel.Best.Name}, hashing {Sha256Kernels.Best.Name}");
    }
}
