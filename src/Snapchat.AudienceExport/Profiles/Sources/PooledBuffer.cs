using System.Buffers;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>A pooled array that grows, and leaves nothing of its content behind.</summary>
/// <typeparam name="T">The type of an element.</typeparam>
internal sealed class PooledBuffer<T> : IDisposable
{
    private const int InitialLength = 1024;

    public T[] Array { get; private set; } = ArrayPool<T>.Shared.Rent(InitialLength);

    /// <summary>Makes room for more behind the elements there are.</summary>
    public void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(checked(2 * Array.Length));
        Array.CopyTo(larger, 0);
        ArrayPool<T>.Shared.Return(Array, clearArray: true);
        Array = larger;
    }

    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(Array, clearArray: true);
        Array = [];
    }
}
