using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>Shows a person or a program what happens.</summary>
internal interface IExportView
{
    /// <summary>Says what is about to happen; called before anything slow.</summary>
    void Begin(string what);

    /// <summary>Says what was done on the way.</summary>
    void Note(string what);

    /// <summary>Shows the progress of a piece of work while it runs.</summary>
    Task<T> WatchAsync<T>(Func<IProgress<ExportProgress>?, Task<T>> work);

    /// <summary>Shows how it ended.</summary>
    void End(ExportOutcome outcome);
}
