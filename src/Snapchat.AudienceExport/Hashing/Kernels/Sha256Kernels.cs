namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>The catalogue of kernels, fastest first; the reason for each place is a measurement.</summary>
internal static class Sha256Kernels
{
    /// <summary>What production picks from: the kernels that this machine runs well.</summary>
    public static IReadOnlyList<Sha256Kernel> Accelerated { get; } = [Sha256Kernel.Of<PlatformSha256Kernel>()];

    /// <summary>All kernels that can run here, accelerated or not; tests enumerate them.</summary>
    public static IReadOnlyList<Sha256Kernel> Available { get; } = [Sha256Kernel.Of<PlatformSha256Kernel>()];

    /// <summary>The kernel of this process.</summary>
    public static Sha256Kernel Best { get; } = Accelerated[0];
}
