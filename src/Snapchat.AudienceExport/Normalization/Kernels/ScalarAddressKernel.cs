namespace Snapchat.AudienceExport.Normalization.Kernels;

/// <summary>Leaves every address to the exact rule: for processors without vectors, and as what the other kernels are compared with.</summary>
internal readonly struct ScalarAddressKernel : IAddressKernel
{
    public static string Name => "scalar";

    public static bool IsSupported => true;

    public static bool TryWriteBlock(ref readonly byte text, int length, ref byte block) => false;

    public static bool TryWriteTwoBlocks(ref readonly byte text, int length, ref byte blocks) => false;

    public static bool TryWriteBlock(ReadOnlySpan<char> text, Span<byte> block) => false;
}
