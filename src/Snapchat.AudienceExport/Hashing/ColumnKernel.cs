using Snapchat.AudienceExport.Hashing.Kernels;
using Snapchat.AudienceExport.Normalization.Kernels;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>A way to hash a column, as a value that can be listed and passed on: a <see cref="ColumnHasher{TKernel}"/> for each way to normalize.</summary>
internal sealed record ColumnKernel(string Name, bool IsSupported, ColumnKernel.HashUtf8 Utf8, ColumnKernel.HashStrings Strings)
{
    public delegate int HashUtf8(Utf8Column emails, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses, Sha256Kernel kernel);

    public delegate int HashStrings(ReadOnlySpan<string?> emails, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses, Sha256Kernel kernel);

    /// <summary>The fastest first, by measurement.</summary>
    public static IReadOnlyList<ColumnKernel> ByMerit { get; } = [Of<Vector512AddressKernel>(), Of<Vector256AddressKernel>(), Of<Vector128AddressKernel>(), Of<ScalarAddressKernel>()];

    /// <summary>All that this process can run.</summary>
    public static IReadOnlyList<ColumnKernel> Available { get; } = [.. ByMerit.Where(static kernel => kernel.IsSupported)];

    /// <summary>The one that production uses, chosen once.</summary>
    public static ColumnKernel Best { get; } = Available[0];

    private static ColumnKernel Of<TKernel>()
        where TKernel : struct, IAddressKernel => new(TKernel.Name, TKernel.IsSupported, ColumnHasher<TKernel>.Hash, ColumnHasher<TKernel>.Hash);
}
