namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>All kernels there are. Production takes the first of <see cref="ByMerit"/> that is supported; tests run all of <see cref="Available"/>.</summary>
internal static class Sha256Kernels
{
    /// <summary>The fastest first, by measurement.</summary>
    public static IReadOnlyList<Sha256Kernel> ByMerit { get; } =
    [
        Sha256Kernel.Of<Vector512Sha256Kernel>(),
        Sha256Kernel.Of<Vector256Sha256Kernel>(),
        Sha256Kernel.Of<Vector128Sha256Kernel>(),
        Sha256Kernel.Of<PlatformSha256Kernel>(),
        Sha256Kernel.Of<ScalarSha256Kernel>(),
    ];

    /// <summary>All that this process can run.</summary>
    public static IReadOnlyList<Sha256Kernel> Available { get; } = [.. ByMerit.Where(static kernel => kernel.IsSupported)];

    /// <summary>The one that production uses, chosen once.</summary>
    public static Sha256Kernel Best { get; } = Available[0];
}
