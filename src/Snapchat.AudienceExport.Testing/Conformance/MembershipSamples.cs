using System.Buffers;
using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>What the cases of membership stores write, and how they read it back.</summary>
internal static class MembershipSamples
{
    public static AudienceId Audience { get; } = AudienceId.Parse("5677923948298240");

    public static AudienceId Other { get; } = AudienceId.Parse("42");

    /// <summary>Makes bytes that are the same for the same seed.</summary>
    public static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)((i * 31) + seed);
        return bytes;
    }

    /// <summary>Hands over parts in one buffer, which is overwritten each time, as the contract allows.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts(IEnumerable<byte[]> parts, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        byte[] buffer = new byte[1024 * 1024];
        foreach (byte[] part in parts)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            part.CopyTo(buffer, 0);
            yield return buffer.AsMemory(0, part.Length);
            Array.Clear(buffer);
        }
    }

    /// <returns>The part in hexadecimal digits, or null if there is none.</returns>
    public static async Task<string?> ReadPartAsync(IMembershipStore store, AudienceId audience, string name, int part, CancellationToken cancellationToken)
    {
        var destination = new ArrayBufferWriter<byte>();
        bool found = await store.ReadPartAsync(audience, name, part, destination, cancellationToken).ConfigureAwait(false);
        return found ? Convert.ToHexString(destination.WrittenSpan) : null;
    }

    public static async Task<string> ReadLogAsync(IMembershipStore store, AudienceId audience, string name, CancellationToken cancellationToken) =>
        Convert.ToHexString((await store.ReadLogAsync(audience, name, cancellationToken).ConfigureAwait(false)).Span);

    public static async Task<(long Version, string Content)?> ReadPointerAsync(IMembershipStore store, AudienceId audience, CancellationToken cancellationToken) =>
        await store.ReadPointerAsync(audience, cancellationToken).ConfigureAwait(false) is { } pointer ? (pointer.Version, Convert.ToHexString(pointer.Content.Span)) : null;
}
