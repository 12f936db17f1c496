namespace Snapchat.AudienceExport.Tests.Hashing;

/// <summary>Counts what a piece of code allocates.</summary>
internal static class Allocations
{
    /// <summary>Returns the bytes that the second of two calls allocates; the first fills pools and caches.</summary>
    public static long OfSecondCall(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
