namespace Snapchat.AudienceExport;

/// <summary>A run was canceled after its plan was made.</summary>
public sealed class ExportCanceledException : OperationCanceledException
{
    internal ExportCanceledException(ExportReport report, CancellationToken cancellationToken)
        : base("The export was canceled; its report says what Snapchat had accepted by then.", cancellationToken) => Report = report;

    /// <summary>Gets how far the run came.</summary>
    public ExportReport Report { get; }
}
