namespace Snapchat.AudienceExport;

/// <summary>Something asked for cannot be done as it is; all problems are named at once.</summary>
public sealed class AudienceExportValidationException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="problems">One sentence per problem, each saying what to do; at least one.</param>
    public AudienceExportValidationException(params IReadOnlyList<string> problems)
        : base(string.Join(' ', problems)) => Problems = problems;

    /// <summary>Gets the problems, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
