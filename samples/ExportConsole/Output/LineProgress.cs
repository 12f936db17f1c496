using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>Progress as plain lines, for pipes and logs: when a stage begins, once a second, and where it ended.</summary>
internal sealed class LineProgress(TextWriter output, TimeProvider clock) : IProgress<ExportProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ExportProgress? _last;
    private bool _lastPrinted = true;
    private long _printedAt;

    public void Report(ExportProgress value)
    {
        lock (_lock)
        {
            bool begins = _last?.Stage != value.Stage;
            if (begins && !_lastPrinted)
                Print(_last!);
            _last = value;
            _lastPrinted = value.Stage == ExportStage.Finished;
            if (!_lastPrinted && (begins || clock.GetElapsedTime(_printedAt) >= Interval))
                Print(value);
        }
    }

    private void Print(ExportProgress value)
    {
        output.WriteLine(StageText.Line(value));
        _lastPrinted = true;
        _printedAt = clock.GetTimestamp();
    }
}
