namespace Snapchat.AudienceExport;

/// <summary>A run was asked for, and there is no worker that would execute it.</summary>
public sealed class NoExportWorkerException : AudienceExportException
{
    internal NoExportWorkerException()
        : base("No worker executes runs; register one with AddExportWorker(), here or in another process on the same store.")
    {
    }
}
