namespace Snapchat.AudienceExport;

/// <summary>Exports use a connection that was to be removed.</summary>
public sealed class ConnectionInUseException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="dependents">The exports that use it.</param>
    public ConnectionInUseException(IReadOnlyList<ExportReference> dependents)
        : base($"The connection is used by {string.Join(", ", (dependents ?? []).Select(static export => export.ToString()))}; detach or remove these exports first.") =>
        Dependents = dependents ?? [];

    /// <summary>Gets the exports that use it.</summary>
    public IReadOnlyList<ExportReference> Dependents { get; }
}
