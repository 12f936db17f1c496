namespace Snapchat.AudienceExport;

/// <summary>Something asked for cannot be done as it is; all problems are named at once.</summary>
public sealed class AudienceExportValidationException : AudienceExportException
{
    // Not public: what a segment source throws must not pass for one of ours, since it may hold values.
    internal AudienceExportValidationException(params IReadOnlyList<string> problems)
        : base(string.Join(' ', problems)) => Problems = problems;

    /// <summary>Gets the problems, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
