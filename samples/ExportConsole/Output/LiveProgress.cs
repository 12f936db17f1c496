using Snapchat.AudienceExport;
using Spectre.Console;

namespace ExportConsole.Output;

/// <summary>Progress as bars that move, for a terminal: one per stage.</summary>
internal sealed class LiveProgress(ProgressContext context) : IProgress<ExportProgress>
{
    private readonly Lock _lock = new();
    private ProgressTask? _bar;
    private ExportStage? _stage;

    public static Task<T> WatchAsync<T>(IAnsiConsole console, Func<IProgress<ExportProgress>?, Task<T>> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new SpinnerColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new LiveProgress(context)));

    public void Report(ExportProgress value)
    {
        lock (_lock)
        {
            if (_stage != value.Stage)
                Begin(value.Stage);
            if (_bar is null)
                return;
            _bar.Description = StageText.Line(value);
            if (value.Total is not { } total)
                return;
            _bar.IsIndeterminate = false;
            _bar.MaxValue = Math.Max(total, 1);
            _bar.Value = value.Done;
        }
    }

    private void Begin(ExportStage stage)
    {
        if (_bar is not null)
        {
            _bar.IsIndeterminate = false;
            _bar.Value = _bar.MaxValue;
            _bar.StopTask();
        }

        _stage = stage;
        _bar = stage == ExportStage.Finished ? null : context.AddTask(StageText.Title(stage)).IsIndeterminate();
    }
}
