namespace Snapchat.AudienceExport.Running;

/// <summary>Keeps the latest progress, to be written down at the next pulse.</summary>
internal sealed class LatestProgress : IProgress<ExportProgress>
{
    private ExportProgress? _value;

    public ExportProgress? Value => Volatile.Read(ref _value);

    public void Report(ExportProgress value) => Volatile.Write(ref _value, value);
}
