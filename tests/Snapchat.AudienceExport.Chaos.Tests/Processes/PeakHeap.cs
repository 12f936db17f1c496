namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

/// <summary>Looks at the managed heap whenever progress is reported.</summary>
internal sealed class PeakHeap : IProgress<ExportProgress>
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Report(ExportProgress value)
    {
        long now = GC.GetTotalMemory(forceFullCollection: false);
        long seen = Bytes;
        while (now > seen)
        {
            long known = Interlocked.CompareExchange(ref _bytes, now, seen);
            if (known == seen)
                return;
            seen = known;
        }
    }
}
