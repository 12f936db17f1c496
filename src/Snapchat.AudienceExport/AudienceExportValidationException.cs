namespace Snapchat.AudienceExport;

/// <summary>Something asked for cannot be done as it is; all problems are named at once.</summary>
public sealed class AudienceExportValidationException : AudienceExportException
{
    // Not public: what a segment source throws must not pass for one of ours, since it may hold values.
    internal AudienceExportValidationException(IReadOnlyList<ValidationProblem> problems)
        : base(string.Join(' ', problems.Select(static problem => problem.Message))) => Problems = problems;

    internal AudienceExportValidationException(string item, params IEnumerable<string> messages)
        : this([.. messages.Select(message => new ValidationProblem(item, message))])
    {
    }

    /// <summary>Gets the problems.</summary>
    public IReadOnlyList<ValidationProblem> Problems { get; }

    /// <summary>Whether nothing is wrong with what was asked for: only the state of segments at the source speaks against it, now.</summary>
    internal bool IsSourceUnready { get; init; }
}
