namespace Snapchat.AudienceExport.Tests.Hashing;

/// <summary>Counts what a piece of code allocates.</summary>
internal static class Allocations
{
    private const int Calls = 5;

    /// <summary>Returns the fewest bytes that one of several calls allocates: the runtime allocates now and then while it compiles or fills caches, the code itself each time.</summary>
    public static long OfWarmCall(Action action)
    {
        long fewest = long.MaxValue;
        for (int call = 0; call < Calls; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
